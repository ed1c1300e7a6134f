import { escapeMarkdown, table } from '../../../../lib/action/markdown.ts';
import { timeOfDay } from './time-of-day.ts';
import type { Timeline } from './timeline.ts';

/** What happened when. */
export function renderMoments({ moments }: Pick<Timeline, 'moments'>): string {
  return table(
    ['UTC', 'What'],
    moments.map(({ at, text }) => [timeOfDay(at), escapeMarkdown(text)]),
  );
}
