import { otherSlot, type PerSlot, type SlotName } from '../../../../lib/aws/target.ts';
import { drawPlainScenario } from '../draw/draw-scenario.ts';
import type { Facts, Move, PlanDocument, WriteEvent, WrittenPlan } from '../judge/facts.ts';
import { PERFECT_MACHINE, type RunShape, type Scenario } from '../scenario.ts';
import type { PlayedRun, SlotTruth, Truth } from '../trace.ts';

/** A release on a machine that nothing is the matter with. */
const RELEASE: RunShape = {
  ...{ runId: '1', start: { kind: 'after', run: undefined, milliseconds: 0 } },
  inputs: {
    ...{ mode: 'release', image: 'version 2', hold: '5s', bake: '10s', 'healthy-timeout': '1m' },
    ...{ 'probe-url': '/', 'probe-interval': '1s' },
  },
  ...{ machine: PERFECT_MACHINE, faults: [] },
};

/** Two tasks behind two rules, where nothing is the matter. */
export const CALM: Scenario = {
  ...drawPlainScenario(1),
  platform: {
    ...{ isEmpty: false, rules: 2, tasks: 2, ruleLag: 500, drainLag: 500, nodes: 2, isBusy: false },
    ...{ healthyWhen: 'every-node', staleParameters: 0, staleFor: 1_000, staleServices: 0, jitter: 0 },
  },
  versions: ['good', 'good'],
  runs: [RELEASE],
  events: [],
  ...{ repair: 'recover', last: 'rollback' },
};

/** Facts of a world in which nothing has happened but this. */
export function factsOf(
  given: Partial<Omit<Facts, 'trace'>> & { readonly runs?: readonly PlayedRun[] },
): Facts {
  const { runs = [], ...others } = given;
  return {
    ...{ trace: { events: [], runs }, writes: [], leases: [], plans: [], moves: [], truths: [], acts: [] },
    ...{ calmAt: Number.POSITIVE_INFINITY, ...others },
  };
}

/** A run that was green from the first to the hundredth second, if nothing else is said. */
export function runOf(name: string, given: Partial<PlayedRun> = {}): PlayedRun {
  return {
    ...{ name, runId: name, inputs: { mode: 'release' }, phase: 'scenario', beganAt: 0, endedAt: 100_000 },
    ...{ ending: { kind: 'ended', outputs: { verdict: 'released' } }, writes: 1, log: [] },
    ...given,
  };
}

const IMAGE = 'web@sha256:1';

const EMPTY: SlotTruth = { desiredCount: 0, running: 0, healthy: [] };

/** One rule, all of whose traffic goes to a slot with two healthy tasks. */
export function truthOf(at: number, live: SlotName, given: Partial<PerSlot<Partial<SlotTruth>>> = {}): Truth {
  const healthy = [{ taskDefinition: 'web:1', image: IMAGE, count: 2 }];
  const serving = { desiredCount: 2, running: 2, healthy, ...given[live] };
  const standby = otherSlot(live);
  const weights = live === 'blue' ? { blue: 100, green: 0 } : { blue: 0, green: 100 };
  const slots = { [live]: serving, [standby]: { ...EMPTY, ...given[standby] } };
  return { at, rules: [weights], slots: slots as unknown as PerSlot<SlotTruth> };
}

/** A write that took effect. */
export function writeOf(
  by: string,
  at: number,
  operation: string,
  given: Partial<WriteEvent> = {},
): WriteEvent {
  const truth = truthOf(at, 'green');
  return {
    ...{ kind: 'write', at, by, service: 'ecs', operation, input: {}, error: undefined },
    ...{ before: truth, after: truth, ...given },
  };
}

/** Weights of the first rule that the first run has written. */
export function moveOf(at: number, before: Move['before'], after: Move['after']): Move {
  return { at, by: 'RUN1', rule: 0, before, after, write: writeOf('RUN1', at, 'ModifyListener') };
}

/** All of one rule's traffic, from green to blue. */
export const SHIFT = moveOf(50_000, { blue: 0, green: 100 }, { blue: 100, green: 0 });

/** A plan to release to blue. */
export function planOf(
  by: string,
  at: number,
  given: Partial<PlanDocument> & { readonly lease?: number } = {},
): WrittenPlan {
  const { lease = 1, ...document } = given;
  return {
    ...{ at, by, lease, isRecovered: false },
    document: {
      ...{ mode: 'release', isFirst: false, live: 'green', standby: 'blue', image: IMAGE },
      ...{
        taskDefinition: 'web:2',
        required: 2,
        liveCount: 2,
        desiredCount: 2,
        parkedCount: 0,
        startedAt: '',
        ...document,
      },
    },
  };
}
