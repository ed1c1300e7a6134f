import { SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import { versionOfImage } from '../play/versions.ts';
import type { PlayedRun, Truth } from '../trace.ts';
import { type Facts, isRun, planOf, raisedBy, runOf, shareOf, truthAt, type WriteEvent } from './facts.ts';
import { recordAt } from './record.ts';
import { isSettled, servingSlot } from './serving.ts';
import type { Violation } from './violation.ts';

/** Design section 7: test rules point at what is tested, and what answers there must be the expected version. */
export function judgeTests(facts: Facts): Violation[] {
  if (!facts.truths[0]?.tests) return [];
  return [
    ...facts.writes.flatMap((write) => judgePointing(facts, write)),
    ...judgeVersions(facts),
    ...facts.trace.runs.flatMap((run) => judgeEnd(facts, run)),
  ];
}

/** A run points a test rule at one slot, and only by a plan. */
function judgePointing(facts: Facts, { by, at, before, after, error, operation }: WriteEvent): Violation[] {
  if (error !== undefined || operation !== 'ModifyRule' || !isRun(facts, by)) return [];
  const say = (what: string): Violation[] => [
    { promise: 'test rules point at what is tested', at, what: `${by} ${what}` },
  ];
  return (after.tests ?? []).flatMap((weights, index) => {
    const old = before.tests?.[index] ?? weights;
    if (old.blue === weights.blue && old.green === weights.green) return [];
    const plan = planOf(facts, by, at)?.document;
    if (!plan) return say('moved a test rule without a plan');
    const slot = SLOTS.find((candidate) => shareOf(weights, candidate) === 1);
    const isAsItWas = facts.truths.some(({ tests = [] }) => isSame(tests[index], weights));
    return slot === plan.standby || isAsItWas ? [] : say(`split test rule ${index}`);
  });
}

function isSame(a: Truth['rules'][number] | undefined, b: Truth['rules'][number]): boolean {
  return a !== undefined && a.blue === b.blue && a.green === b.green;
}

/** With an expectation that what it releases does not meet, a run that looks through a test rule raises nothing. */
function judgeVersions(facts: Facts): Violation[] {
  return facts.moves.flatMap((move) => {
    const plan = planOf(facts, move.by, move.at);
    const run = runOf(facts, move.by);
    if (!plan || plan.isRecovered || run?.inputs['test-url'] === undefined) return [];
    const { expectVersion, image, standby } = plan.document;
    if (!expectVersion || expectVersion.version === String(versionOfImage(image))) return [];
    const isForward = raisedBy(move) === standby && shareOf(move.before, standby) < 1;
    if (!isForward || hasMovedBefore(facts, move.at)) return [];
    const what = `${move.by} raised ${standby}, and no answer showed version ${expectVersion.version}`;
    return [{ promise: 'the expected version is seen first', at: move.at, what }];
  });
}

/** Others may have given the standby traffic: then all is brought to one slot. */
function hasMovedBefore(facts: Facts, at: number): boolean {
  return facts.moves.some((move) => !isRun(facts, move.by) && move.at <= at);
}

/** When all is over, testers reach the slot that serves. */
function judgeEnd(facts: Facts, { name, phase, endedAt: at, ending }: PlayedRun): Violation[] {
  if (phase !== 'last' || ending.kind !== 'ended' || ending.failure) return [];
  const truth = truthAt(facts, at);
  const serving = servingSlot(truth);
  if (!serving || !isSettled(truth, recordAt(facts.trace.events, at))) return [];
  const isThere = (slot: SlotName) => (truth.tests ?? []).every((weights) => shareOf(weights, slot) === 1);
  if (isThere(serving)) return [];
  const what = `after ${name} ${serving} serves, and test rules have ${JSON.stringify(truth.tests)}`;
  return [{ promise: 'test rules point at what is tested', at, what }];
}
