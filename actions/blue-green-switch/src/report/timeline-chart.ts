import { formatDuration } from '../../../../lib/action/duration.ts';
import { codeBlock, escapeMermaid } from '../../../../lib/action/markdown.ts';
import type { Plan } from '../plan/plan.ts';
import type { Timeline } from './timeline.ts';

/** A bar of the chart. Times in milliseconds since the epoch. */
interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Mermaid's colours: `active` for the new version's share, `crit` for what ended badly. */
  readonly tag?: 'active' | 'crit';
}

/** Phases and traffic of a release on one axis, as Mermaid. GitHub draws it; the table of moments says the same. */
export function renderGantt(plan: Pick<Plan, 'live' | 'standby'>, timeline: Timeline): string {
  const lines = [
    'gantt',
    // Mermaid takes milliseconds for both x and X.
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    ...renderSection('Phases', listPhases(timeline)),
    ...renderSection('Traffic', listShares(plan, timeline)),
  ];
  return codeBlock(lines.join('\n'), 'mermaid');
}

function listPhases({ phases }: Timeline): Bar[] {
  return phases.map(({ name, from, to = from, hasFailed }) => ({
    label: `${name} ${formatDuration(to - from)}`,
    from,
    to,
    ...(hasFailed ? { tag: 'crit' } : {}),
  }));
}

/** Stretches between two changes; before the first one the live slot has everything. */
function listShares({ live, standby }: Pick<Plan, 'live' | 'standby'>, { phases, shares }: Timeline): Bar[] {
  const from = phases[0]?.from ?? 0;
  const end = Math.max(from, ...phases.map(({ to = from }) => to));
  const changes = [{ at: from, percent: 0 }, ...shares];
  return changes.map(({ at, percent }, index) => ({
    label: percent === 0 ? `${live} 100%` : `${standby} ${percent}%`,
    from: at,
    to: changes[index + 1]?.at ?? end,
    ...(percent > 0 ? { tag: 'active' } : {}),
  }));
}

function renderSection(name: string, bars: readonly Bar[]): string[] {
  if (bars.length === 0) return [];
  return [
    `  section ${name}`,
    ...bars.map(
      // A bar without any length would not be drawn.
      ({ label, from, to, tag }) =>
        `  ${escapeMermaid(label)} :${tag ? `${tag}, ` : ''}${from}, ${Math.max(to, from + 1)}`,
    ),
  ];
}
