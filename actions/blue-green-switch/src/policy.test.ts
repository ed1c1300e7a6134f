import { describe, expect, test } from '@jest/globals';
import { fillPolicy } from '../../../lib/aws/permissions/fill-policy.ts';
import type { Policy } from '../../../lib/aws/permissions/policy.ts';
import { type Weakening, weakenings } from '../../../rehearsal/testing/weakenings.ts';
import { USES } from '../permissions.ts';
import { namesAt, policyOf, SHIPPED } from '../testing/deployer.ts';
import { liveWholeLife } from '../testing/whole-life/whole-life.ts';
import { createWorld, NEXT, RECORD } from '../testing/world.ts';

const NOTHING: Policy = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Nothing', Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' }],
};

/** Every call of the runs of each use, each once, with the actions it needs, and what a policy would deny it. */
const calls = await (async () => {
  const all = (await liveWholeLife()).flatMap(({ world: { aws, infrastructure }, target }) => {
    const names = namesAt({ infrastructure, target, record: RECORD });
    const keyOf = ({ call, input }: (typeof aws.journal)[number]) =>
      JSON.stringify([call.accessKeyId, call.operation, input]);
    const own = aws.journal.filter(({ call }) => USES.some((use) => use === call.accessKeyId));
    return [...new Map(own.map((entry) => [keyOf(entry), entry])).values()].map((entry) => ({
      ...{ use: entry.call.accessKeyId, operation: entry.call.operation, error: entry.error },
      denialsUnder: (policy: Policy) => aws.denialsUnder(JSON.stringify(fillPolicy(policy, names)), entry),
    }));
  });
  return Promise.all(all.map(async (call) => ({ ...call, needs: await call.denialsUnder(NOTHING) })));
})();

/** Whether one of the calls is denied under the weaker policy what the whole one allows. */
async function breaks(
  { actions, policy: less }: Weakening,
  whole: Policy,
  some: typeof calls,
): Promise<boolean> {
  for (const { needs, denialsUnder } of some) {
    if (!needs.some((action) => actions.includes(action))) continue;
    const denials = await denialsUnder(less);
    if (denials.length > 0 && (await denialsUnder(whole)).length === 0) return true;
  }
  return false;
}

describe.each(USES)('the policy of %s', (use) => {
  const own = calls.filter((call) => call.use === use);
  const policy = policyOf(use);

  test('denies its runs nothing', () => {
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ error }) => /Denied/.test(error ?? ''))).toEqual([]);
  });

  const withoutAnAction = weakenings(policy).filter(({ name }) => name.includes(' without '));
  test.each(withoutAnAction)('is too little: $name', async (weakening) => {
    expect(await breaks(weakening, policy, own)).toBe(true);
  });
});

test.each(['status', 'dry-run'])('the policy of %s lets nobody change anything', (use) => {
  const actions = policyOf(use).Statement.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
});

test.each(weakenings(SHIPPED))('policy.json is too little: $name', async (weakening) => {
  expect(await breaks(weakening, SHIPPED, calls)).toBe(true);
});

test('a run that is denied something says what', async () => {
  const world = await createWorld();
  const less = { ...SHIPPED, Statement: SHIPPED.Statement.filter(({ Sid }) => Sid !== 'RunSlots') };
  const names = namesAt({ ...world, target: world.infrastructure.target, record: RECORD });
  await world.actWith(world.aws.lendKey('release', JSON.stringify(fillPolicy(less, names))));
  const { failure, outputs } = await world.release(NEXT);
  expect([outputs.verdict, failure?.cause]).toEqual([
    'refused',
    expect.stringMatching(/^AWS denied ecs:UpdateService on \S+:service\/rehearsal\/web-blue to role lent-/),
  ]);
});
