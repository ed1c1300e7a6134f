import { type Facts, isReading, runOf } from '../judge/facts.ts';
import type { Scenario } from '../scenario.ts';
import type { PlayedRun } from '../trace.ts';
import type { Topic } from './cells.ts';
import { stageOf } from './stage-of.ts';

/** Tells that something has been seen. */
export type See = (topic: Topic, cell: string) => void;

/** Counts what became of the runs of the action, and how they met. */
export function countRuns(facts: Facts, scenario: Scenario, see: See): void {
  countStruck(facts, scenario, see);
  countEnds(facts, see);
  countTakeovers(facts, see);
  countEncounters(facts, see);
  countCrowds(facts, scenario, see);
  for (const event of facts.trace.events) if (event.kind === 'met') see('a call went wrong', event.fault);
}

const modeOf = ({ inputs }: PlayedRun) => inputs.mode ?? 'release';

function countStruck(facts: Facts, { runs }: Scenario, see: See): void {
  for (const event of facts.trace.events) {
    if (event.kind !== 'struck') continue;
    const run = runOf(facts, event.run);
    if (!run) continue;
    const mode = modeOf(run);
    const topic = event.how === 'kill' ? 'a run was killed' : 'a run was cancelled';
    see(topic, `${mode}, ${stageOf(facts, event.run, event.at)}`);
    see('a step of a pipeline was killed or cancelled', mode);
    const moment = runs[Number(event.run.replace('RUN', '')) - 1]?.end?.moment;
    if (moment && 'when' in moment) see('killed or cancelled at a call', moment.when);
  }
}

function countEnds({ trace }: Facts, see: See): void {
  for (const run of trace.runs) {
    if (run.inputs['dry-run'] === 'true') continue;
    if (run.ending.kind === 'ended') see('a run ended', `${modeOf(run)}, ${run.ending.outputs.verdict}`);
  }
}

/** How the action itself tells from whom it has taken a lease. */
const TAKEN = /was taken from .* \((pre-empted|expired|unsettled)\)/;

function countTakeovers({ trace, leases }: Facts, see: See): void {
  for (const { log, name } of trace.runs) {
    const [, why] = log.map(({ line }) => TAKEN.exec(line)).find((match) => match) ?? [];
    if (why === 'expired') see('a lease was taken', 'when it expired');
    if (why === 'pre-empted')
      see('a lease was taken', livesBefore(trace.runs, name) ? 'from a run that lives' : 'from a lost run');
  }
  for (const [index, { by }] of leases.entries()) {
    const before = leases[index - 1];
    const earlier = leases[index - 2];
    const idOf = (name: string | undefined) => trace.runs.find((run) => run.name === name)?.runId;
    if (before && before.by !== by && idOf(before.by) === idOf(by)) see('a lease was taken', 'by a rerun');
    if (
      before &&
      earlier &&
      isWithin(earlier.at, leases[index]?.at ?? 0) &&
      new Set([earlier.by, before.by, by]).size === 3
    ) {
      see('a lease was taken', 'by three in turn');
    }
  }
}

/** So near that the first may still be at work. */
function isWithin(from: number, to: number): boolean {
  return to - from < 60_000;
}

/** Whether any other run was at work when this one took its lease. */
function livesBefore(runs: readonly PlayedRun[], name: string): boolean {
  const own = runs.find((run) => run.name === name);
  return runs.some((run) => own && run !== own && overlaps(run, own) && run.ending.kind === 'ended');
}

function overlaps(a: PlayedRun, b: PlayedRun): boolean {
  return a.beganAt < b.endedAt && b.beganAt < a.endedAt;
}

/** How many were at work when one began, and what a status met. */
function countCrowds({ trace }: Facts, { runs }: Scenario, see: See): void {
  const acting = trace.runs.filter((run) => !isReading(run));
  const offsetOf = ({ name }: PlayedRun) => runs[Number(/^RUN(\d+)/.exec(name)?.[1]) - 1]?.machine.offset;
  for (const run of trace.runs) {
    const others = acting.filter((other) => other.beganAt <= run.beganAt && other.endedAt > run.beganAt);
    const crowd = isReading(run) ? others : [run, ...others.filter((other) => other !== run)];
    if (run.inputs.mode === 'status') {
      see('a status was asked for', others.length > 0 ? 'while a run was at work' : 'while none was');
    }
    if (isReading(run) || crowd.length < 2) continue;
    see('deployers were at work at once', crowd.length === 2 ? 'two' : 'three');
    if (crowd.length > 2 && new Set(crowd.map(offsetOf)).size > 2) {
      see('deployers were at work at once', 'three with clocks that differ');
    }
  }
}

function countEncounters({ trace }: Facts, see: See): void {
  const acting = trace.runs.filter((run) => !isReading(run));
  for (const first of acting) {
    for (const second of acting) {
      if (first === second || first.beganAt > second.beganAt || !overlaps(first, second)) continue;
      see('runs were beside each other', `${modeOf(first)}, ${modeOf(second)}`);
    }
  }
}
