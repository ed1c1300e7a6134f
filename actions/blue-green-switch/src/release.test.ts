import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { readInputs } from '../../../lib/action/inputs.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { STORY_SETTINGS } from '../../../rehearsal/story/settings.ts';
import { createVirtualAws } from '../../../rehearsal/testing/virtual-aws.ts';
import { inputs as specs } from './inputs.ts';
import { run } from './run.ts';

const [GOOD, NEXT] = ['1', '2'].map((digit) => `rehearsal/web@sha256:${digit.repeat(64)}`) as [
  string,
  string,
];

/** Keys of the embedded AWS do not expire. */
const LASTING = { ensureOutlasts: async () => {}, refreshIfUnder: async () => {} };

const SETTINGS = { hold: '5s', bake: '20s', 'healthy-timeout': '1m', 'probe-interval': '1s' };

/** A platform in which GOOD serves from green with two tasks; `next` is how the image of the next release behaves. */
async function createWorld(next: Behaviour = {}) {
  const aws = await createVirtualAws({ settings: STORY_SETTINGS, behaviours: { [NEXT]: next } });
  const { clock, infrastructure, ports } = aws;
  const url = Object.values(aws.aws.endpoints())[0] ?? '';
  const probe = async (address: string) => {
    const answer = await aws.visit(address);
    return answer === 'refused'
      ? ({ kind: 'unanswered', reason: 'refused' } as const)
      : ({ kind: 'answered', status: answer.status } as const);
  };

  /** Runs the switch; `meanwhile` happens beside it. */
  function release(
    image: string,
    given: Record<string, string> = {},
    meanwhile: (cancel: (reason: Error) => void) => Promise<void> = async () => {},
  ): Promise<Outcome> {
    const controller = new AbortController();
    const environment = { ...SETTINGS, target: '-', image, 'probe-url': `${url}/`, ...given };
    const read = readInputs(
      specs,
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    );
    const running = run(read, infrastructure.target, {
      ...ports,
      signal: controller.signal,
      probe,
      session: LASTING,
    });
    return clock.run(
      Promise.all([running, meanwhile((reason) => controller.abort(reason))]).then(([ended]) => ended),
    );
  }

  const first = await release(GOOD, { 'desired-count': '2' });
  expect(first.outputs.verdict).toBe('released');
  const mark = aws.aws.journal.length;

  return {
    ...aws,
    release,
    url,
    /** Weights written since the world was made, blue and green. */
    weightWrites: () =>
      aws.aws.journal.slice(mark).flatMap(({ call, input, error }) => {
        if (call.operation !== 'ModifyListener' || error !== undefined) return [];
        const { DefaultActions } = input as {
          DefaultActions: { ForwardConfig: { TargetGroups: { Weight: number }[] } }[];
        };
        return [DefaultActions[0]?.ForwardConfig.TargetGroups.map(({ Weight }) => Weight)];
      }),
    async countOf(slot: 'blue' | 'green') {
      const { cluster, slots } = infrastructure.target;
      const { services } = await clock.run(
        ports.ecs.describeServices({ cluster, services: [slots[slot].service] }),
      );
      return services?.[0]?.desiredCount;
    },
  };
}

describe('a release', () => {
  test('that goes well takes all the traffic and parks the old slot', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT);
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({
      verdict: 'released',
      'live-slot': 'blue',
      'previous-slot': 'green',
      image: NEXT,
      'failed-requests': '0',
    });
    expect(world.weightWrites()).toEqual([[100, 0]]);
    expect(await world.countOf('blue')).toBe(2);
    expect(await world.countOf('green')).toBe(0);
  });

  test('moves in the steps that were asked for, each held', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, { steps: '10% 30s, 50% 1m, 100%' });
    expect(ended.outputs.verdict).toBe('released');
    expect(world.weightWrites()).toEqual([
      [10, 90],
      [50, 50],
      [100, 0],
    ]);
    expect(Number(ended.outputs['seconds-to-shift'])).toBeGreaterThanOrEqual(90);
  });

  test.each<[string, Behaviour, string, RegExp]>([
    [
      'crashes',
      { environment: { CRASH_AFTER_SECONDS: '1' } },
      'container "web" exited with code 1',
      /exit(ed)?.*1/,
    ],
    [
      'cannot be pulled',
      { pullError: 'CannotPullContainerError: pull image manifest has been retried 5 time(s): not found' },
      'the image cannot be pulled',
      /CannotPullContainerError/,
    ],
    [
      'never gets healthy',
      { environment: { NEVER_READY: 'true' } },
      "the load balancer's health checks fail",
      /failed ELB health checks/,
    ],
  ])(
    'whose version %s is refused with the cause, before any traffic',
    async (_how, behaviour, cause, evidence) => {
      const world = await createWorld(behaviour);
      const ended = await world.release(NEXT);
      expect(ended.outputs.verdict).toBe('refused');
      expect(ended.failure?.cause).toContain(cause);
      expect(ended.failure?.detail).toMatch(evidence);
      expect(world.weightWrites()).toEqual([]);
      expect(await world.countOf('blue')).toBe(0);
      expect(await world.countOf('green')).toBe(2);
    },
  );

  test('that turns bad under traffic goes back with one write, and the bad version is parked', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('Gate "probe" failed: 3 requests in a row');
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(Number(ended.outputs['seconds-to-rollback'])).toBeLessThanOrEqual(2);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('whose targets turn unhealthy under traffic goes back', async () => {
    const world = await createWorld({
      environment: { ERRORS_AFTER_SECONDS: '15', ERRORS_FAIL_HEALTH: 'true', ERROR_RATE: '1' },
    });
    const ended = await world.release(NEXT, { 'probe-failures': '20', bake: '1m' });
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toContain('Gate "targets" failed: its tasks do not stay up');
  });

  test('refused once is run again with the same revision: none is registered twice', async () => {
    const world = await createWorld({ environment: { CRASH_AFTER_SECONDS: '1' } });
    const one = await world.release(NEXT);
    const two = await world.release(NEXT);
    expect(two.outputs['task-definition']).toBe(one.outputs['task-definition']);
    expect(world.callsOf('RegisterTaskDefinition').filter(({ error }) => !error)).toHaveLength(3); // the platform's own, GOOD and NEXT
  });
});

describe('a cancelled release', () => {
  test('before the first weight parks what it started', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 2_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('after it puts the weights back at once', async () => {
    const world = await createWorld();
    let cancelledAt = 0;
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 20_000);
      cancelledAt = world.clock.now();
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(world.clock.now() - cancelledAt).toBeLessThan(7_000);
  });
});

describe('a release beside somebody else', () => {
  test('never writes a rule that somebody else has changed, and says so', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const { elbv2 } = world.ports;
    const { slots } = world.infrastructure.target;
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 14_000);
      await elbv2.modifyListener({
        ListenerArn: world.infrastructure.listenerArn,
        DefaultActions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: slots.blue.targetGroup, Weight: 70 },
                { TargetGroupArn: slots.green.targetGroup, Weight: 30 },
              ],
            },
          },
        ],
      });
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.outputs['live-slot']).toBeUndefined();
    expect(ended.failure?.detail).toContain('Somebody else has changed production rule');
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [70, 30],
    ]);
  });

  test('leaves the weights when the old slot has nobody left to go back to', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const { cluster, slots } = world.infrastructure.target;
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 12_000);
      await world.ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 0 });
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.failure?.detail).toContain('Slot green has no healthy target to go back to');
    expect(ended.failure?.detail).toContain('aws ecs update-service --cluster rehearsal --service web-green');
    expect(world.weightWrites()).toEqual([[100, 0]]);
  });
});
