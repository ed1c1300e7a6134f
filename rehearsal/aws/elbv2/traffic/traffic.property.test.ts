import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sleep } from '../../../../lib/action/clock.ts';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

const RULE_LAG = 8000;
const DRAIN_LAG = 5000;
const GET = { method: 'GET', url: '/', headers: { host: 'example.com' } };

/** Two targets in each of two groups. */
const TARGETS = ['10.0.0.1', '10.0.0.2', '10.0.1.1', '10.0.1.2'].map((id) => ({ id, port: 8080 }));
const groupOf = (target: number) => (target < 2 ? 0 : 1);

type Step =
  | { readonly do: 'register' | 'deregister'; readonly target: number }
  | { readonly do: 'shift'; readonly weights: readonly (number | undefined)[] }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'send' };

/** A weight, or nothing: then the group is in no rule. */
const weight = fc.option(fc.constantFrom(0, 1, 100), { nil: undefined });
const targetIndex = fc.nat({ max: TARGETS.length - 1 });

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('register', 'deregister'), target: targetIndex }),
    fc.record({ do: fc.constant('shift'), weights: fc.tuple(weight, weight) }),
    fc.record({ do: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant('send') }),
    fc.record({ do: fc.constant('send') }),
  ) as fc.Arbitrary<Step>,
  { minLength: 10, maxLength: 60 },
);

/** What was asked for, and when: the judge's own account, apart from the load balancer's. */
interface Account {
  /** Since when each target is registered, or not. */
  readonly registration: { registered: boolean; since: number }[];
  readonly shifts: { at: number; weights: readonly (number | undefined)[] }[];
}

/** Weights that some node may still obey: the newest, and each that was replaced within the lag. */
function weightsInForce({ shifts }: Account, now: number) {
  return shifts.filter((_, index) => (shifts[index + 1]?.at ?? now) >= now - RULE_LAG);
}

function judgeForward(account: Account, id: string, now: number): void {
  const target = TARGETS.findIndex((candidate) => candidate.id === id);
  const { registered = false, since = 0 } = account.registration[target] ?? {};
  // Registered, or its draining has begun less than the drain lag ago.
  expect(registered || now - since <= DRAIN_LAG).toBe(true);
  const weights = weightsInForce(account, now).map((shift) => shift.weights[groupOf(target)] ?? 0);
  // Some node still obeys a rule that gives its group weight: so never to a group that has been unused for the lag.
  expect(weights.some((value) => value > 0)).toBe(true);
}

function judgeUnavailable(account: Account, now: number): void {
  const inForce = weightsInForce(account, now);
  const allZero = inForce.some(({ weights }) => weights.every((value) => !value));
  const mayBeEmpty = [0, 1].some((group) => {
    const members = account.registration.filter((_, target) => groupOf(target) === group);
    const hasWeight = inForce.some(({ weights }) => (weights[group] ?? 0) > 0);
    // Empty, or all of them new or going: a node may know none of them.
    return hasWeight && members.every(({ registered, since }) => !registered || now - since <= RULE_LAG);
  });
  expect(allZero || mayBeEmpty).toBe(true);
}

test('whatever is called, requests go only where some rule in force sends them, and never to a target drained past its lag', async () => {
  const outcomes = { forwarded: 0, unavailable: 0 };
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), async (sequence, seed) => {
      const settings = { ruleLag: { min: 0, max: RULE_LAG }, drainLag: { min: 0, max: DRAIN_LAG } };
      const world = createVirtualWorld({ settings, seed });
      const { clock, client, targetGroups, dataPlane } = world;
      for (const { id } of TARGETS) world.announceScript(id);
      const groups = [await world.makeGroup('blue'), await world.makeGroup('green')];
      for (const group of groups) await world.setDelay(group, 30);
      const actions = (weights: readonly (number | undefined)[]) => {
        const used = groups.flatMap((arn, index): [string, number][] => {
          const value = weights[index];
          return value === undefined ? [] : [[arn, value]];
        });
        const closed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } } as const;
        return [used.length > 0 ? forwardTo(...used) : closed];
      };
      const first = [1, 0];
      const listener = await world.makeListener(await world.makeLoadBalancer(), actions(first));
      const account: Account = {
        registration: TARGETS.map(() => ({ registered: false, since: Number.NEGATIVE_INFINITY })),
        shifts: [{ at: clock.now(), weights: first }],
      };

      for (const step of sequence) {
        if (step.do === 'wait') await clock.run(sleep(clock, step.seconds * 1000));
        if (step.do === 'shift') {
          await client.send(
            new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: actions(step.weights) }),
          );
          account.shifts.push({ at: clock.now(), weights: step.weights });
        }
        if (step.do === 'register' || step.do === 'deregister') {
          const registered = step.do === 'register';
          const [group = '', target] = [groups[groupOf(step.target)], TARGETS[step.target]];
          if (target) targetGroups[step.do](group, target);
          if (account.registration[step.target]?.registered !== registered) {
            account.registration[step.target] = { registered, since: clock.now() };
          }
        }
        if (step.do === 'send') {
          const sentAt = clock.now();
          const answer = await clock.run(dataPlane.send(listener, GET));
          if (answer === 'refused') throw new Error('the listener is open');
          outcomes[answer.status === 200 ? 'forwarded' : 'unavailable'] += 1;
          if (answer.status === 200) judgeForward(account, answer.body, sentAt);
          else judgeUnavailable(account, sentAt);
        }
      }
      await world.close();
    }),
    { numRuns: 60, seed: 20260101 },
  );
  // Both ends of the rule were put to the test.
  expect(outcomes.forwarded).toBeGreaterThan(50);
  expect(outcomes.unavailable).toBeGreaterThan(50);
});
