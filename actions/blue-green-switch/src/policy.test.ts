import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createWorld, NEXT } from '../testing/world.ts';

interface Statement {
  readonly Action: string | readonly string[];
}

const policy = JSON.parse(readFileSync(new URL('../policy.json', import.meta.url), 'utf8')) as {
  readonly Statement: readonly Statement[];
};
const allowed = new Set(policy.Statement.flatMap(({ Action }) => Action));

/** What no run of these makes: reading the target's parameter, naming near misses, passing roles, tagging revisions. */
const BESIDE = new Set([
  'ssm:GetParameter',
  'ecs:ListServices',
  'iam:PassRole',
  'ecs:TagResource',
  'elasticloadbalancing:ModifyRule',
]);

const HEALTHY = {};

test('the policy allows every call of a good, a refused and a rolled-back release, and names no other', async () => {
  const called = new Set<string>();
  for (const environment of [HEALTHY, { CRASH_AFTER_SECONDS: '1' }, { ERRORS_AFTER_SECONDS: '15' }]) {
    const world = await createWorld({ environment });
    const before = world.aws.journal.length;
    const { target, listenerArn } = world.infrastructure;
    // A target may name a listener for its default rule, which is read by another call.
    const rules = environment === HEALTHY ? [listenerArn] : target.productionRules;
    await world.release(NEXT, {}, async () => {}, { ...target, productionRules: rules });
    for (const { call } of world.aws.journal.slice(before)) called.add(`${call.service}:${call.operation}`);
  }
  expect([...called].filter((action) => !allowed.has(action))).toEqual([]);
  expect([...allowed].filter((action) => !called.has(action) && !BESIDE.has(action))).toEqual([]);
});
