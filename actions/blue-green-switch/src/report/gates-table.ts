import { formatDuration } from '../../../../lib/action/duration.ts';
import { escapeMarkdown, table } from '../../../../lib/action/markdown.ts';
import type { TargetReading } from '../evidence/readings.ts';
import type { GateRecord } from '../gates/gate-log.ts';
import type { Plan } from '../plan/plan.ts';
import { healthyAt } from './targets-table.ts';
import { timeOfDay } from './time-of-day.ts';
import type { Phase, PhaseName, Timeline } from './timeline.ts';

/** Phases that are gates themselves: what they wait for has to come before any traffic. */
const WAITS: Partial<Readonly<Record<PhaseName, string>>> = {
  prepare: 'standby is ready',
  'prove healthy': 'standby stays healthy',
};

/** Each gate: what it saw, how often it looked, and whether it held. */
export function renderGates(
  { phases, gates, plan }: Pick<Timeline, 'phases' | 'gates' | 'plan'>,
  targets: readonly TargetReading[],
): string {
  const rows = [
    ...phases.flatMap((phase) => (plan ? rowOfWait(phase, plan, targets) : [])),
    ...gates.map(rowOfGate),
  ];
  return rows.length === 0 ? '' : table(['Gate', 'Looks', 'Saw', 'Result'], rows);
}

function rowOfWait(
  { name, from, to, hasFailed }: Phase,
  { standby, required }: Plan,
  targets: readonly TargetReading[],
): string[][] {
  const what = WAITS[name];
  if (what === undefined || to === undefined) return [];
  const healthy = healthyAt(targets, standby, to);
  const seen = healthy === undefined ? 'targets were not read' : `${healthy} targets healthy`;
  const saw = `${seen}, ${required} required`;
  return [[what, '', saw, `${hasFailed ? ':x: failed' : 'held'} after ${formatDuration(to - from)}`]];
}

/** Gates that flap show what they saw last. */
const READINGS_SHOWN = 5;

function rowOfGate({ gate, looks, readings, failure }: GateRecord): string[] {
  const shown = readings
    .slice(-READINGS_SHOWN)
    .map(({ at, saw }) => `${timeOfDay(at)} ${escapeMarkdown(saw)}`);
  const left = readings.length - shown.length;
  return [
    escapeMarkdown(gate),
    `${looks}`,
    [...(left > 0 ? [`${left} changes before`] : []), ...shown].join('<br>'),
    failure ? `:x: failed at ${timeOfDay(failure.at)}: ${escapeMarkdown(failure.cause)}` : 'held',
  ];
}
