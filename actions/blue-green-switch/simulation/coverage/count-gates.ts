import { SLOTS } from '../../../../lib/aws/target.ts';
import { type Facts, isRun, planOf, shareOf } from '../judge/facts.ts';
import type { PlayedRun } from '../trace.ts';
import type { See } from './count-runs.ts';
import { isReleasing } from './count-scaling.ts';

/** Counts dry runs, what test rules have shown, and what an alarm has done. */
export function countGates(facts: Facts, see: See): void {
  for (const run of facts.trace.runs) {
    if (run.inputs['dry-run'] === 'true') see('a dry run was of', run.inputs.mode ?? 'release');
    if (run.inputs.alarms !== undefined) countAlarm(facts, run, see);
    if (run.inputs['expect-version'] !== undefined && run.inputs['test-url'] !== undefined)
      countVersion(run, see);
  }
  countPointing(facts, see);
}

const failedGate = ({ ending }: PlayedRun) =>
  ending.kind === 'ended' ? /Gate "([^"]+)" failed/.exec(ending.failure?.cause ?? '')?.[1] : undefined;

function countAlarm(facts: Facts, run: PlayedRun, see: See): void {
  const truths = facts.truths.filter(({ at }) => at >= run.beganAt && at <= run.endedAt);
  const [first] = truths;
  const rang = truths.find(({ isAlarm }) => isAlarm);
  if (first?.isAlarm) see('an alarm', 'rang before a release');
  else if (rang && isReleasing(facts, rang.at)) see('an alarm', 'rang while one was under way');
  else if (!rang) see('an alarm', 'was quiet');
  if (failedGate(run) === 'alarms') see('an alarm', 'ended a release');
}

function countVersion(run: PlayedRun, see: See): void {
  const { verdict } = run.ending.kind === 'ended' ? run.ending.outputs : {};
  if (verdict === 'released' || verdict === 'prepared') see('test rules', 'showed the expected version');
  const failure = run.ending.kind === 'ended' ? run.ending.failure : undefined;
  if (failedGate(run) === 'standby probe' && failure?.cause.includes('instead of')) {
    see('test rules', 'kept another version from traffic');
  }
}

function countPointing(facts: Facts, see: See): void {
  for (const { at, by, before, after, error } of facts.writes) {
    if (error !== undefined || !after.tests || JSON.stringify(before.tests) === JSON.stringify(after.tests))
      continue;
    if (!isRun(facts, by)) {
      see('test rules', 'were written by somebody else');
      continue;
    }
    const standby = planOf(facts, by, at)?.document.standby;
    const slot = SLOTS.find((candidate) =>
      after.tests?.every((weights) => shareOf(weights, candidate) === 1),
    );
    see('test rules', slot === standby ? 'pointed at the standby' : 'were put back');
  }
}
