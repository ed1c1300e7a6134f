import { formatDuration } from '../action/duration.ts';

/** How far something has come. */
export interface Progress {
  /** What is waited for: `web-green`. */
  readonly subject: string;
  readonly count: number;
  readonly of: number;
  /** What the counted ones are: `healthy`. */
  readonly state: string;
  /** What else is worth seeing: `1 draining`. */
  readonly note?: string;
}

const BAR_WIDTH = 8;

/** `web-green  4/6 healthy  [#####...]  1m12s`, with a note behind the bar where there is one. */
export function renderProgress(progress: Progress, elapsedMilliseconds: number): string {
  const { subject, count, of, state, note } = progress;
  return [
    subject,
    `${count}/${of} ${state}`,
    renderBar(count, of),
    ...(note ? [note] : []),
    formatDuration(elapsedMilliseconds),
  ].join('  ');
}

/** Full only when nothing is missing, empty only when nothing is there. */
function renderBar(count: number, of: number): string {
  const share = of <= 0 ? 1 : Math.min(1, Math.max(0, count / of));
  const exact = share * BAR_WIDTH;
  const filled =
    share === 1 ? BAR_WIDTH : Math.min(BAR_WIDTH - 1, exact > 0 ? Math.max(1, Math.floor(exact)) : 0);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}
