import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { toFailure } from '../../../lib/action/failure.ts';
import { explainAwsError } from '../../../lib/aws/errors/explain.ts';
import { fillPolicy } from '../../../lib/aws/permissions/fill-policy.ts';
import type { Policy } from '../../../lib/aws/permissions/policy.ts';
import { weakenings } from '../../../rehearsal/testing/weakenings.ts';
import { createWorld, runWith } from '../testing/world.ts';

const shipped = JSON.parse(readFileSync(new URL('../policy.json', import.meta.url), 'utf8')) as Policy;

let world: Awaited<ReturnType<typeof createWorld>>;
beforeEach(async () => {
  world = await createWorld();
  await world.createRepository('dev');
  await world.pushImage('dev', 'v1');
});
afterEach(() => world.close());

/** As the README says: reading is for both repositories, and only the new one is created. */
const filled = fillPolicy(shipped, {
  Partition: 'aws',
  Region: 'eu-west-1',
  Account: '123456789012',
  Repository: 'prod',
  'ReadAndPush.Repository': ['dev', 'prod'],
});

/** Copies an image into a repository that it creates, which takes every permission; gives all that the run says. */
async function copyUnder(policy: Policy): Promise<string> {
  const ecr = await world.clientUnder(JSON.stringify(policy), 'deploy');
  const processes = { run: () => Promise.reject(new Error('No program is needed here.')) };
  const outcome = await runWith(
    { image: 'dev:v1', repository: 'prod', 'create-repository': 'true' },
    { ...world.ports, ecr, processes },
  ).catch(async (error: unknown) => ({
    failure: await toFailure(error, explainAwsError, world.ports.signal),
  }));
  return [JSON.stringify(outcome, undefined, 1), ...world.log.lines].join('\n');
}

test('a run under policy.json is denied nothing', async () => {
  const told = await copyUnder(filled);
  expect(told).not.toMatch(/denied|not authorized/i);
  expect(told).toContain('copied from dev:v1');
});

describe('policy.json with anything taken out of it', () => {
  test.each(weakenings(filled))('is too little: $name', async ({ policy, actions }) => {
    const told = await copyUnder(policy);
    // The registry's answer to HEAD has no words.
    const isDenied = (action: string) =>
      new RegExp(`(denied|perform:) ${action} on|answered 403 when it was to look`).test(told);
    expect({ told, isDenied: actions.some(isDenied) }).toMatchObject({ isDenied: true });
  });
});
