import { inlineCode, table } from '../../../../lib/action/markdown.ts';
import type { NumberedRelease } from '../../../../lib/aws/record/releases.ts';

const RELEASES_SHOWN = 5;

/** The newest releases of a record; nothing when there is none. */
export function renderReleases(releases: readonly NumberedRelease[]): string {
  if (releases.length === 0) return '';
  const rows = releases.slice(0, RELEASES_SHOWN).map(({ number, finishedAt, verdict, image = '' }) => {
    return [`${number}`, finishedAt, verdict, inlineCode(image)];
  });
  return table(['Release', 'Ended', 'Verdict', 'Image'], rows);
}
