import { parseDuration } from '../../../../lib/action/duration.ts';
import { versionOfImage } from '../play/versions.ts';
import type { PlayedRun } from '../trace.ts';
import { type Facts, type Move, planOf, raisedBy, runOf, truthsBetween } from './facts.ts';
import { FASTEST } from './parking.ts';
import type { Violation } from './violation.ts';

/** An alarm is looked at every ten seconds, and an answer may take some; in milliseconds. */
const SEEN_AFTER = 30_000;

/** What gates a run: an alarm stays quiet, and what answers is the expected version. */
export function judgeGates(facts: Facts): Violation[] {
  return [
    ...facts.moves.flatMap((move) => judgeRaise(facts, move)),
    ...facts.trace.runs.flatMap((run) => [...judgeBake(facts, run), ...judgeExpected(facts, run)]),
  ];
}

/** No step forward with an alarm that has been ringing. */
function judgeRaise(facts: Facts, move: Move): Violation[] {
  const plan = planOf(facts, move.by, move.at);
  const run = runOf(facts, move.by);
  if (run?.inputs.alarms === undefined || !plan || plan.isRecovered) return [];
  const isForward = raisedBy(move) === plan.document.standby;
  const isFirst = !facts.moves.some(
    ({ by, at, rule }) => by === move.by && at < move.at && rule === move.rule,
  );
  if (!isForward || !isFirst || !isRinging(facts, move.at - SEEN_AFTER, move.at)) return [];
  const what = `${move.by} raised ${plan.document.standby} with its alarm in ALARM`;
  return [{ promise: 'gates hold', at: move.at, what }];
}

/** No green end of a bake during which the alarm has been ringing. */
function judgeBake(facts: Facts, { name, inputs, ending, endedAt }: PlayedRun): Violation[] {
  if (inputs.alarms === undefined || ending.kind !== 'ended' || ending.failure) return [];
  const { verdict } = ending.outputs;
  const own = facts.moves.filter(({ by }) => by === name);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || (verdict !== 'released' && verdict !== 'shifted')) return [];
  const bake = (parseDuration(inputs.hold ?? '20s') + parseDuration(inputs.bake ?? '5m')) * FASTEST;
  const until = Math.min(last.at + bake, endedAt);
  for (let from = first.at; from + SEEN_AFTER <= until; from += 1_000) {
    if (!isRinging(facts, from, from + SEEN_AFTER)) continue;
    return [{ promise: 'gates hold', at: endedAt, what: `${name} is ${verdict}, and its alarm rang` }];
  }
  return [];
}

function isRinging(facts: Facts, from: number, to: number): boolean {
  const truths = truthsBetween(facts, from, to);
  return truths.length > 0 && truths.every(({ isAlarm }) => isAlarm === true);
}

/** A green end shows the version that was expected. */
function judgeExpected(facts: Facts, { name, inputs, ending, endedAt }: PlayedRun): Violation[] {
  const isAsked = inputs['probe-url'] !== undefined || inputs['test-url'] !== undefined;
  if (!isAsked || ending.kind !== 'ended' || ending.failure) return [];
  const plan = planOf(facts, name, endedAt);
  const expected = plan?.document.expectVersion?.version;
  if (!plan || plan.isRecovered || expected === undefined || inputs.mode === 'prepare') return [];
  if (expected === String(versionOfImage(plan.document.image))) return [];
  const what = `${name} is green, and expected version ${expected} of ${plan.document.image}`;
  return [{ promise: 'gates hold', at: endedAt, what }];
}
