import type { PlayedRun, Truth } from '../trace.ts';
import { type Facts, strangersMoves, truthAt } from './facts.ts';
import { recordAt } from './record.ts';
import { healthyIn, isNobodyHealthy, isSettled, servingSlot } from './serving.ts';
import type { Violation } from './violation.ts';

/** Design section 2, promise 4, and section 6: after everything one slot serves, the record says so, and the way on is open. */
export function judgeEnds(facts: Facts): Violation[] {
  const repairs = facts.trace.runs.filter(({ phase }) => phase === 'repair');
  const settled = repairs.at(-1);
  if (!settled) return [];
  const last = facts.trace.runs.filter(({ phase }) => phase === 'last');
  return [
    ...judgeSettling(facts, settled),
    ...judgeRecord(facts, settled),
    ...last.flatMap((run) => judgeLast(facts, run)),
  ];
}

function judgeSettling(facts: Facts, { name, endedAt: at, ending }: PlayedRun): Violation[] {
  const truth = truthAt(facts, at);
  const say = (what: string): Violation[] => [{ promise: 'a rerun settles', at, what: `${name} ${what}` }];
  const isRed = ending.kind === 'ended' && ending.failure !== undefined;
  if (!servingSlot(truth)) {
    return isNobodyHealthy(truth) && isRed ? [] : say(`leaves the weights ${JSON.stringify(truth.rules)}`);
  }
  if (ending.kind !== 'ended') return say(`ended as ${ending.kind}`);
  const record = recordAt(facts.trace.events, at);
  if (isSettled(truth, record) || (isNobodyHealthy(truth) && isRed)) return [];
  return say(`leaves lease ${record.lease?.number} ${record.lease?.state}`);
}

/**
 * The newest release that the record calls good is what serves, or one that had to stay although nothing has proven it;
 * unless somebody else has written weights.
 */
function judgeRecord(facts: Facts, { name, endedAt: at, ending }: PlayedRun): Violation[] {
  if (strangersMoves(facts).length > 0 || ending.kind !== 'ended' || ending.failure) return [];
  const truth = truthAt(facts, at);
  const slot = servingSlot(truth);
  const newest = recordAt(facts.trace.events, at).releases.find(
    ({ verdict }) => verdict === 'released' || verdict === 'inconclusive',
  );
  // A version that comes and goes may be gone just then.
  if (!slot || !newest || healthyIn(truth, slot) === 0) return [];
  const serves = truth.slots[slot].healthy.map(({ taskDefinition }) => taskDefinition);
  if (newest.taskDefinition !== undefined && serves.includes(newest.taskDefinition)) return [];
  const what = `after ${name} the record names ${newest.taskDefinition} (release ${newest.number}), and ${slot} serves ${serves.join(', ') || 'nothing'}`;
  return [{ promise: 'the record names what serves', at, what }];
}

/** The verdict with which each of the last runs has to end. */
const GOOD_END: Readonly<Record<string, string>> = { LAST: 'released', BACK: 'rolled-back' };

/** When all is calm a good version can be released, and gone back from. */
function judgeLast(facts: Facts, { name, endedAt: at, ending }: PlayedRun): Violation[] {
  const say = (what: string): Violation[] => [{ promise: 'the way on is open', at, what: `${name} ${what}` }];
  if (ending.kind !== 'ended') return say(`ended as ${ending.kind}`);
  const { failure, outputs } = ending;
  if (outputs.verdict === GOOD_END[name] && !failure) return [];
  // A version that comes and goes may be gone just when a release looks for one to go back to.
  if (outputs.verdict === 'refused' && isLiveGone(truthAt(facts, at))) return [];
  return say(`ended as ${outputs.verdict}, although all was calm: ${failure?.cause}`);
}

function isLiveGone(truth: Truth): boolean {
  const live = servingSlot(truth);
  return live !== undefined && truth.slots[live].running === 0;
}
