import { codeBlock, details, escapeMarkdown, inlineCode } from '../../../../lib/action/markdown.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Recovered } from '../modes/recover-unfinished.ts';
import { renderMoments } from './summary.ts';
import type { Timeline } from './timeline.ts';

/** What a recovery has to tell. */
export function reportRecovery(recovered: Recovered, timeline: Timeline): Outcome {
  const { verdict, liveSlot, plan, failure } = recovered;
  return {
    outputs: { verdict, 'live-slot': liveSlot, image: plan.image },
    summary: renderRecovery(recovered, timeline),
    ...(failure && { failure }),
  };
}

/** The job summary: what was found, what came of it, where the traffic goes. */
function renderRecovery(recovered: Recovered, timeline: Timeline): string {
  const { failure, liveSlot, plan, whose } = recovered;
  const doing = plan.mode === 'release' ? 'releasing' : 'going back to';
  return [
    `### ${headline(recovered)}${failure ? `: ${escapeMarkdown(failure.cause)}` : ''}`,
    ...(failure?.advice === undefined ? [] : [`**Next:** ${escapeMarkdown(failure.advice)}`]),
    `${escapeMarkdown(whose)} was ${doing} ${inlineCode(plan.image)} on ${plan.standby}.`,
    ...(liveSlot === undefined ? [] : [`All traffic goes to ${liveSlot}.`]),
    ...(failure?.detail === undefined ? [] : [details('Evidence', codeBlock(failure.detail))]),
    renderMoments(timeline),
  ].join('\n\n');
}

function headline({ plan, verdict, liveSlot, failure }: Recovered): string {
  if (failure) return `:x: The interrupted ${plan.mode} could not be recovered`;
  const isFinished = verdict === 'released' || liveSlot === plan.standby;
  return `:white_check_mark: The interrupted ${plan.mode} was ${isFinished ? 'finished' : 'taken back'}`;
}
