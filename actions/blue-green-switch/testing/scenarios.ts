import { sleep } from '../../../lib/action/clock.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { loopbackAddress } from '../../../rehearsal/aws/elbv2/data-plane/addresses.ts';
import { startMortalRun } from './mortal-run.ts';
import { addScaling, load, track } from './scaling.ts';
import { createWorld, GOOD, NEXT, TEST_KEY } from './world.ts';

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A platform on which a run is about to begin; nothing of an earlier one is under way. */
export interface Stage {
  readonly world: World;
  readonly target: Target;
}

/** Inputs of a run. */
export type Given = Readonly<Record<string, string>>;

/** A run that the matrices kill, cancel, contend with and give faults. */
export interface Scenario {
  readonly set: () => Promise<Stage>;
  readonly given: Given;
  /** How it ends when nothing goes wrong, and the version that serves then. */
  readonly verdict: 'prepared' | 'shifted' | 'released' | 'rolled-back';
  readonly serves: string;
  /** Whether both slots have scalable targets, which follow the slot that serves. */
  readonly scales?: true;
  /** Tasks that the slot without traffic has before, and when it has ended well; 0 where none are told. */
  readonly warm?: number;
  readonly keeps?: number;
  /** The steps of its job, which run when the job is run again; the run alone when there are no others. */
  readonly job?: readonly Given[];
  /** No write of it, and of nobody who finishes it, may give blue more traffic again. */
  readonly leavesBlue?: true;
}

/** Shorter than what a person would ask for, longer than what load balancers and tasks take here. */
const TIMES = { hold: '5s', bake: '20s', 'healthy-timeout': '1m' };

export const ROLLBACK = { mode: 'rollback', ...TIMES };
export const RECOVER = { mode: 'recover', ...TIMES };
/** A release in three modes, by one run. */
const PREPARE = { mode: 'prepare', image: NEXT, 'healthy-timeout': '1m' };
const SHIFT = { mode: 'shift', ...TIMES, steps: '10% 10s, 100%' };
const FINISH = { mode: 'finish', hold: '5s' };
const PIPELINE = { job: [PREPARE, SHIFT, FINISH], serves: 'next' } as const;

/** What reaches the standby through the test rule of `setGood`. */
const TESTED = {
  'test-url': `http://${loopbackAddress(0)}:80/`,
  'test-headers': `x-standby=${TEST_KEY}`,
  'expect-version': 'header:x-app-version=next',
};

export const STEPS = { steps: '10% 10s, 50% 10s, 100%' };

/** GOOD serves from green, and every version answers with its name. */
async function setGood({ hasTwoRules = false, hasTestRule = false } = {}): Promise<Stage> {
  const named = (APP_VERSION: string) => ({ environment: { APP_VERSION } });
  const world = await createWorld(named('next'), {}, { [GOOD]: named('good') });
  const target = hasTwoRules ? await world.addRule() : world.infrastructure.target;
  const { testRules } = hasTestRule ? (await world.addTestRule()).target : target;
  return { world, target: { ...target, ...(testRules && { testRules }) } };
}

/** Both slots scale, and green is about to get more tasks than it has, for its load is too high. */
async function setScaling(): Promise<Stage> {
  const stage = await setGood();
  const { world } = stage;
  await addScaling(world);
  for (const slot of ['blue', 'green'] as const) await world.clock.run(track(world, slot, 60));
  await world.clock.run(load(world, 'green', 100, 240));
  void load(world, 'green', 100, 300);
  return stage;
}

/** NEXT has been released over GOOD and serves from blue. */
export async function setReleased(given = {}, rules = {}): Promise<Stage> {
  const { world, target } = await setGood(rules);
  const { failure } = await world.release(NEXT, given, undefined, target);
  if (failure) throw new Error(failure.cause);
  await rest(world);
  return { world, target };
}

/** The run that is to come has done these before. */
async function setBegun(...begun: readonly Given[]): Promise<Stage> {
  const { world, target } = await setGood();
  for (const given of begun) {
    const { failure } = await world.runMode(given, 'lost');
    if (failure) throw new Error(failure.cause);
  }
  return { world, target };
}

/** A run was lost when its first weight had taken effect. */
async function setLost(before: Promise<Stage>, given: Given): Promise<Stage> {
  const { world, target } = await before;
  const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
  const run = await startMortalRun(world, given, moment, { target, runId: 'first' });
  const ended = await world.clock.run(run.ended);
  if (ended !== 'lost') throw new Error(`It was to be lost: ${ended}`);
  await rest(world);
  return { world, target };
}

const rest = ({ clock }: World) => clock.run(sleep(clock, 60_000));

const SCENARIOS = {
  'a release at once': { set: () => setGood(), given: {}, verdict: 'released', serves: 'next' },
  'a release in steps': { set: () => setGood(), given: STEPS, verdict: 'released', serves: 'next' },
  'a release behind two rules': {
    set: () => setGood({ hasTwoRules: true }),
    ...{ given: {}, verdict: 'released', serves: 'next' },
  },
  'a release between slots that scale': {
    set: setScaling,
    ...{ given: { steps: '10% 90s, 100%' }, verdict: 'released', serves: 'next', scales: true },
  },
  'a release through a test rule': {
    set: () => setGood({ hasTestRule: true }),
    ...{ given: TESTED, verdict: 'released', serves: 'next' },
  },
  'a rollback beside a test rule': {
    set: () => setReleased({ 'standby-count': '2' }, { hasTestRule: true }),
    ...{ given: ROLLBACK, verdict: 'rolled-back', serves: 'good', leavesBlue: true, warm: 2 },
  },
  'a rollback to a parked slot': {
    set: () => setReleased(),
    ...{ given: ROLLBACK, verdict: 'rolled-back', serves: 'good', leavesBlue: true },
  },
  'a rollback to a warm slot behind two rules': {
    set: () => setReleased({ 'standby-count': '2' }, { hasTwoRules: true }),
    ...{ given: ROLLBACK, verdict: 'rolled-back', serves: 'good', leavesBlue: true, warm: 2 },
  },
  'a prepare': {
    set: () => setBegun(),
    ...{ ...PIPELINE, given: PREPARE, verdict: 'prepared', serves: 'good', keeps: 2 },
  },
  'a shift': {
    set: () => setBegun(PREPARE),
    ...{ ...PIPELINE, given: SHIFT, verdict: 'shifted', warm: 2, keeps: 2 },
  },
  'a finish': {
    set: () => setBegun(PREPARE, SHIFT),
    ...{ ...PIPELINE, given: FINISH, verdict: 'released', warm: 2 },
  },
  'a recovery of a lost release': {
    set: () => setLost(setGood(), STEPS),
    ...{ given: RECOVER, verdict: 'rolled-back', serves: 'good' },
  },
  'a recovery of a lost rollback': {
    set: () => setLost(setReleased(), ROLLBACK),
    ...{ given: RECOVER, verdict: 'rolled-back', serves: 'good', leavesBlue: true },
  },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly ScenarioName[];

export function scenarioOf(name: ScenarioName): Scenario {
  return SCENARIOS[name];
}
