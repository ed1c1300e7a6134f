import { escapeMarkdown } from '../../../../lib/action/markdown.ts';
import type { KeptSlot } from '../modes/await-cookies.ts';

/** In a few sentences, which slot keeps its tasks, why, and what comes next. */
export function describeKept({ slot, why }: KeptSlot): string {
  return `${slot} has no weight and keeps its tasks: ${why}. Parked, it would answer whom a cookie leads there with 503. Run mode: recover, which parks it as soon as no cookie leads there; a release is refused until then, and a rollback (sticky: detach) finds ${slot} ready.`;
}

/** The same for a summary; nothing when none is kept. */
export function renderKept(kept: KeptSlot | undefined): string[] {
  return kept ? [`:warning: ${escapeMarkdown(describeKept(kept))}`] : [];
}
