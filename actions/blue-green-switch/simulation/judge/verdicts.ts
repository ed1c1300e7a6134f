import { otherSlot, type SlotName } from '../../../../lib/aws/target.ts';
import { versionOfImage } from '../play/versions.ts';
import type { Ending, PlayedRun, Truth } from '../trace.ts';
import { type Facts, isReading, isRun, planOf, truthAt, truthsBetween } from './facts.ts';
import { servingSlot } from './serving.ts';
import type { Violation } from './violation.ts';

/** What somebody else did so short before a run's end need not be known to it; in milliseconds. */
const UNSEEN = 60_000;

/** Another run's lease is seen at once, but for what was on its way; in milliseconds. */
const UNSEEN_OF_RUNS = 2_000;

/** The version of a green run was healthy at most so long before its end. */
const SEEN_WITHIN = 60_000;

/** The verdict with which each mode may be green. */
const GREEN: Readonly<Record<string, string>> = {
  ...{ release: 'released', bootstrap: 'released', finish: 'released' },
  ...{ prepare: 'prepared', shift: 'shifted', rollback: 'rolled-back' },
};

/** Design section 2, promise 1: green only when the wanted version was seen serving. Outputs tell what is. */
export function judgeVerdicts(facts: Facts): Violation[] {
  return facts.trace.runs.flatMap((run) => {
    const { ending } = run;
    if (ending.kind !== 'ended') return [];
    const say = (promise: string, what: string): Violation => ({
      ...{ promise, at: run.endedAt, what: `${run.name} ${what}` },
    });
    return [
      ...judgeSlot(facts, run, ending).map((what) => say('outputs tell what is', what)),
      ...judgeGreen(facts, run, ending).map((what) => say('green is true', what)),
      ...judgeBugs(ending).map((what) => say('no bugs', what)),
    ];
  });
}

type Ended = Extract<Ending, { kind: 'ended' }>;

function judgeSlot(facts: Facts, run: PlayedRun, { outputs }: Ended): string[] {
  const told = outputs['live-slot'];
  if (told === undefined || isDisturbed(facts, run)) return [];
  const serving = servingSlot(truthAt(facts, run.endedAt));
  return serving === told
    ? []
    : [`says that ${told} is live, and ${serving ?? 'no slot'} has all of the traffic`];
}

function judgeGreen(facts: Facts, run: PlayedRun, { outputs, failure }: Ended): string[] {
  const { mode = 'release', image = outputs.image ?? '' } = run.inputs;
  if (failure || isReading(run) || mode === 'post') return [];
  const { verdict } = outputs;
  const wanted = GREEN[mode];
  if (wanted !== undefined && verdict !== wanted) return [`is green with the verdict ${verdict}`];
  if (isDisturbed(facts, run)) return [];
  const serving = servingSlot(truthAt(facts, run.endedAt));
  if (!serving) return ['is green, and no slot has all of the traffic'];
  if (mode === 'prepare') return judgePrepared(facts, run, serving, image);
  // A rollback that has taken a lost release back names the image that was to be released.
  const plan = planOf(facts, run.name, run.endedAt)?.document;
  const isTakeBack = mode === 'rollback' && plan !== undefined && plan.mode !== 'rollback';
  if (wanted === undefined || isTakeBack) return [];
  const recent = truthsBetween(facts, run.endedAt - SEEN_WITHIN, run.endedAt);
  if (recent.some((truth) => isHealthyWith(truth, serving, image))) return [];
  return [
    `is green (${verdict}), and version ${versionOfImage(image) ?? image} does not serve from ${serving}`,
  ];
}

/** What was prepared is healthy in the slot that has no traffic. */
function judgePrepared(facts: Facts, run: PlayedRun, serving: SlotName, image: string): string[] {
  const recent = truthsBetween(facts, run.endedAt - SEEN_WITHIN, run.endedAt);
  const isHealthy = recent.some((truth) => isHealthyWith(truth, otherSlot(serving), image));
  return isHealthy
    ? []
    : [`is green, and version ${versionOfImage(image) ?? image} is not healthy on standby`];
}

/** Errors that the code itself has made, be they told as the cause or behind it. */
function judgeBugs({ failure }: Ended): string[] {
  const told = [failure?.cause, failure?.detail].filter((text) => text !== undefined).join('\n');
  return told.includes('An error that was not expected') ? [`met a bug: ${told}`] : [];
}

/** Whether others wrote weights so shortly before the run has ended that it need not know. */
function isDisturbed(facts: Facts, { name, inputs, beganAt, endedAt }: PlayedRun): boolean {
  // Who only reads holds no lease, and what it has read may be as old as itself.
  const ofRuns = isReading({ inputs }) ? endedAt - beganAt : UNSEEN_OF_RUNS;
  return facts.moves.some(({ at, by }) => {
    const unseen = isRun(facts, by) ? ofRuns : UNSEEN;
    return by !== name && at <= endedAt && at > endedAt - unseen;
  });
}

function isHealthyWith(truth: Truth, slot: SlotName, image: string): boolean {
  return truth.slots[slot].healthy.some((targets) => targets.image === image);
}
