import { readTargetParameter } from '../../../../lib/aws/target-parameter.ts';
import { USES } from '../../permissions.ts';
import { startMortalRun } from '../mortal-run.ts';
import { createOneSlotWorld } from '../one-slot.ts';
import { addScaling, PARKED, SERVING } from '../scaling.ts';
import { makeSticky } from '../sticky.ts';
import { createWorld, GOOD, NEXT, RECORD } from '../world.ts';
import {
  CRASHES,
  enrich,
  fillRecord,
  type Given,
  misname,
  type Recorded,
  type RichWorld,
  readRecorded,
  rest,
  SETTINGS,
  TIMES,
} from './rich-world.ts';

/** Images that crash. */
const CRASHING = `rehearsal/web@sha256:${'c'.repeat(64)}`;
const OLD_CRASHING = `rehearsal/web@sha256:${'d'.repeat(64)}`;

/** Seconds that cookies last. */
const COOKIES = 600;

/** Leaves group stickiness off. */
const STICKY = { sticky: 'detach', 'sticky-timeout': '1s' };

/** One workflow run. */
const PIPELINE = 'pipeline';

/** Runs that between them do everything that each use of the action may do; gives the worlds in which they were. */
export async function liveWholeLife(): Promise<readonly RichWorld[]> {
  const twoSlots = await createTwoSlots();
  const sticky = await liveWithTwoSlots(twoSlots);
  return [twoSlots, await liveThroughBootstrap(sticky)];
}

async function createTwoSlots(): Promise<RichWorld> {
  const world = await createWorld(
    {},
    {},
    { [CRASHING]: CRASHES, [OLD_CRASHING]: CRASHES },
    { settings: SETTINGS },
  );
  const whole = await world.addRule();
  await makeSticky(world, whole, [COOKIES]);
  await addScaling(world);
  await fillRecord(world, await readRecorded(world, 1));
  return enrich(world, whole, [0, 100]);
}

/** A run may end in any way: what it calls is all that counts. */
function createActor({ world, target }: RichWorld) {
  const settle = (running: Promise<unknown>) => running.catch(() => {});
  return {
    run: (given: Given, runId?: string, of = target) => settle(world.runMode({ ...given }, runId, of)),
    post: (runId: string, of = target) => settle(world.runPostOf(runId, {}, of)),
    async lose(given: Given, operation: string, runId: string) {
      const when = operation === 'UpdateService' ? 'before the send' : 'after the effect';
      const run = await startMortalRun(world, given, { operation, when }, { target, runId });
      await world.clock.run(run.ended);
      await rest(world);
    },
  };
}

async function readTargets({ world, target }: RichWorld): Promise<void> {
  const { clock, ports } = world;
  // What was written a moment ago may not show yet.
  await rest(world);
  for (const use of USES) {
    const { ssm } = await world.actingFor(use, target);
    await clock.run(readTargetParameter({ ssm, signal: ports.signal }, RECORD));
  }
}

/** @returns what the record holds of a release that has left group stickiness off */
async function liveWithTwoSlots(rich: RichWorld): Promise<Recorded> {
  const { world, target, tested, alarms } = rich;
  const { run, post, lose } = createActor(rich);
  const RELEASE = { mode: 'release', ...TIMES, ...tested, ...alarms, ...STICKY };
  const PREPARE = { mode: 'prepare', image: NEXT, 'healthy-timeout': '1m', sticky: 'detach', ...tested };
  const SHIFT = { mode: 'shift', ...TIMES, ...tested, ...alarms, steps: '10% 10s, 100%' };
  const FINISH = { mode: 'finish', hold: '5s', 'sticky-timeout': '20m' };
  const ROLLBACK = { mode: 'rollback', ...TIMES, ...STICKY };
  const RECOVER = { mode: 'recover', ...TIMES };
  const DRY_RUN = { ...RELEASE, image: NEXT, 'dry-run': 'true' };

  await readTargets(rich);
  await run({ ...DRY_RUN, sticky: 'wait' });
  await run(PREPARE, PIPELINE);
  await run({ ...SHIFT, 'dry-run': 'true' }, PIPELINE);
  await run(SHIFT, PIPELINE);
  await run(FINISH, PIPELINE);
  await run({ ...RELEASE, image: GOOD });
  const sticky = await readRecorded(world, 24);
  await run({ mode: 'status' });
  await run(DRY_RUN);
  await run({ ...RELEASE, image: CRASHING });
  await run({ ...PREPARE, image: CRASHING });
  await run({ ...ROLLBACK, to: OLD_CRASHING });
  await run(ROLLBACK);
  await run(RECOVER);

  const puttingRight = [
    () => run(RECOVER),
    () => post('lost'),
    () => run({ ...PREPARE, image: GOOD }, 'lost'),
  ];
  for (const putRight of puttingRight) {
    await lose({ ...RELEASE, image: GOOD, steps: '10% 10s, 100%' }, 'ModifyListener', 'lost');
    await putRight();
  }
  await lose(SHIFT, 'ModifyListener', 'lost');
  await run(SHIFT, 'lost');

  const wrong = misname(target);
  await run({ ...PREPARE, image: GOOD }, PIPELINE);
  await run(SHIFT, PIPELINE, wrong);
  await run({ ...PREPARE, image: GOOD }, PIPELINE);
  await post(PIPELINE, wrong);
  await run({ ...PREPARE, image: GOOD }, PIPELINE);
  await run(SHIFT, PIPELINE);
  await run(FINISH, PIPELINE, wrong);
  await run(FINISH, PIPELINE);
  for (const given of [
    DRY_RUN,
    { mode: 'status' },
    { ...RELEASE, image: NEXT },
    PREPARE,
    ROLLBACK,
    RECOVER,
  ]) {
    await run(given, undefined, wrong);
  }
  await lose({ ...ROLLBACK, to: OLD_CRASHING }, 'UpdateService', 'lost');
  await post('lost', wrong);
  await rest(world);
  await post('lost');
  await lose({ ...ROLLBACK, to: OLD_CRASHING }, 'UpdateService', 'lost');
  await run({ ...RECOVER, 'on-interrupted': 'resume', ...tested, ...alarms });
  await lose({ ...RELEASE, image: NEXT, steps: '10% 10s, 100%' }, 'ModifyListener', 'lost');
  await run({ ...RECOVER, 'on-interrupted': 'resume', ...tested, ...alarms });
  return sticky;
}

async function liveThroughBootstrap(recorded: Recorded): Promise<RichWorld> {
  const world = await createOneSlotWorld(CRASHES, (TargetGroupArn) => [
    {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [{ TargetGroupArn, Weight: 1 }],
        TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: COOKIES },
      },
    },
  ]);
  await addScaling(world, { green: PARKED, blue: SERVING });
  await fillRecord(world, recorded);
  const rich = await enrich(world, world.infrastructure.target, [100, 0]);
  const { run } = createActor(rich);
  const BOOTSTRAP = { mode: 'bootstrap', ...TIMES, ...rich.tested, ...rich.alarms, ...STICKY };
  await run({ ...BOOTSTRAP, image: GOOD, 'dry-run': 'true' });
  await run({ ...BOOTSTRAP, image: GOOD }, undefined, misname(rich.target));
  await run({ ...BOOTSTRAP, image: NEXT });
  await run({ ...BOOTSTRAP, image: GOOD });
  return rich;
}
