import { codeBlock, details, escapeMarkdown, inlineCode } from '../../../../lib/action/markdown.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Recovery } from '../modes/decide-recovery.ts';
import type { Recovered } from '../modes/recover-unfinished.ts';
import type { RecordedPlan } from '../record/recorded-plan.ts';
import { renderKept } from './kept-slot.ts';
import { renderLeftOff } from './stickiness.ts';
import { type PhaseName, secondsOf, type Timeline } from './timeline.ts';

const DOING = { release: 'releasing', bootstrap: 'bootstrapping', rollback: 'going back to' } as const;

/** What a recovery has to tell. */
export function reportRecovery(recovered: Recovered, timeline: Timeline): Outcome {
  const { verdict, liveSlot, plan, taskDefinition, releaseId, failure } = recovered;
  const seconds = (phase: PhaseName) => secondsOf(timeline, phase)?.toString();
  return {
    outputs: {
      ...{ verdict, 'live-slot': liveSlot, 'previous-slot': plan.live, image: plan.image },
      ...{ 'task-definition': taskDefinition, 'release-id': `${releaseId}` },
      'seconds-to-shift': seconds('shift'),
      'seconds-to-rollback': seconds(plan.mode === 'rollback' ? 'shift' : 'roll back'),
    },
    summary: renderRecovery(recovered),
    ...(failure && { failure }),
  };
}

/** How the job summary begins: what was found, what came of it, where the traffic goes. */
function renderRecovery(recovered: Recovered): string {
  const { failure, kept, leftOff, liveSlot, plan, whose } = recovered;
  return [
    `### ${headline(recovered)}${failure ? `: ${escapeMarkdown(failure.cause)}` : ''}`,
    ...(failure?.advice === undefined ? [] : [`**Next:** ${escapeMarkdown(failure.advice)}`]),
    `${escapeMarkdown(whose)} was ${DOING[plan.mode]} ${inlineCode(plan.image)} on ${plan.standby}.`,
    ...(liveSlot === undefined ? [] : [`All traffic goes to ${liveSlot}.`]),
    ...renderKept(kept),
    ...renderLeftOff(leftOff),
    ...(failure?.detail === undefined ? [] : [details('Evidence', codeBlock(failure.detail))]),
  ].join('\n\n');
}

function headline({ plan, verdict, liveSlot, failure, isUnfinished }: Recovered): string {
  if (failure && isUnfinished) return `:x: The interrupted ${plan.mode} could not be recovered`;
  if (liveSlot === undefined) return `:x: The interrupted ${plan.mode} was given up`;
  const isFinished = verdict === 'released' || liveSlot === plan.standby;
  return `${failure ? ':x:' : ':white_check_mark:'} The interrupted ${plan.mode} was ${isFinished ? 'finished' : 'taken back'}`;
}

/** What a dry run tells of an interrupted run. */
export interface PlannedRecovery {
  readonly whose: string;
  readonly plan: RecordedPlan;
  readonly recovery: Recovery | { readonly kind: 'go-on' };
}

/** The job summary of a recovery's dry run. */
export function renderPlannedRecovery({ whose, plan, recovery }: PlannedRecovery): string {
  return [
    `### Dry run: ${describeRecovery(plan, recovery)}, and nothing was changed`,
    `${escapeMarkdown(whose)} was ${DOING[plan.mode]} ${inlineCode(plan.image)} on ${plan.standby}, or still is.`,
  ].join('\n\n');
}

function describeRecovery(
  { mode, live, standby }: RecordedPlan,
  recovery: PlannedRecovery['recovery'],
): string {
  switch (recovery.kind) {
    case 'go-on':
      return `the ${mode} to ${standby} would be gone on with`;
    case 'park-standby':
      return `no traffic has moved, and ${standby} would be parked again`;
    case 'gather':
      return `all traffic would go to ${recovery.slot}`;
    case 'finish':
      return `all traffic has gone to ${standby}, and ${live} would be parked`;
    case 'stuck':
      return 'neither slot has a healthy target, so the weights would stay';
  }
}
