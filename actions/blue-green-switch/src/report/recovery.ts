import { codeBlock, details, escapeMarkdown, inlineCode } from '../../../../lib/action/markdown.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { Recovered } from '../modes/recover-unfinished.ts';
import { renderMoments } from './summary.ts';
import type { Timeline } from './timeline.ts';

const HEADLINES: Record<Recovered['verdict'], string> = {
  released: ':white_check_mark: The interrupted release was finished',
  'rolled-back': ':white_check_mark: The interrupted release was taken back',
  inconclusive: ':x: The interrupted release could not be recovered',
};

/** The job summary of a recovery: what was found, what came of it, where the traffic goes. */
export function renderRecovery(
  recovered: Recovered | undefined,
  liveSlot: SlotName | undefined,
  timeline: Timeline,
): string {
  if (!recovered) return `### :white_check_mark: Nothing to recover: ${liveSlot} has all the traffic`;
  const { failure, plan, verdict, whose } = recovered;
  return [
    `### ${HEADLINES[verdict]}${failure ? `: ${escapeMarkdown(failure.cause)}` : ''}`,
    ...(failure?.advice === undefined ? [] : [`**Next:** ${escapeMarkdown(failure.advice)}`]),
    `${escapeMarkdown(whose)} was releasing ${inlineCode(plan.image)} to ${plan.standby}.`,
    ...(liveSlot === undefined ? [] : [`All traffic goes to ${liveSlot}.`]),
    ...(failure?.detail === undefined ? [] : [details('Evidence', codeBlock(failure.detail))]),
    renderMoments(timeline),
  ].join('\n\n');
}
