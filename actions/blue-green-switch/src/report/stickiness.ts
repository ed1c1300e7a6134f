import { formatDuration } from '../../../../lib/action/duration.ts';
import { codeBlock, details, escapeMarkdown, inlineCode, table } from '../../../../lib/action/markdown.ts';
import type { ToldLeftOff } from '../modes/settle-stickiness.ts';
import type { StickyState } from '../plan/cookies.ts';
import type { Plan } from '../plan/plan.ts';

/** In one sentence, what is off and from when on it may be on again. */
export function describeLeftOff({ rules, endsAt }: Pick<ToldLeftOff, 'rules' | 'endsAt'>): string {
  const which = rules.map(({ ruleArn, seconds }) => `${ruleArn} (${seconds} s)`).join(', ');
  return `Group stickiness is off in ${which}: cookies from before may lead to the other slot until ${new Date(endsAt).toISOString()}.`;
}

/** The same for a summary, with the ways to put it back; nothing when none is off. */
export function renderLeftOff(leftOff: ToldLeftOff | undefined): string[] {
  if (!leftOff || leftOff.rules.length === 0) return [];
  const { byHand } = leftOff;
  return [
    `:warning: ${escapeMarkdown(describeLeftOff(leftOff))} From then on mode: recover puts it back, and so does the next release or rollback with "sticky: detach".`,
    ...(byHand.length === 0 ? [] : [details('Put it back by hand, then', codeBlock(byHand.join('\n')))]),
  ];
}

/** What a dry run says of it; nothing when the plan has nothing to do with it. */
export function renderPlannedStickiness({ rules, stickiness }: Pick<Plan, 'rules' | 'stickiness'>): string[] {
  const rows = rules.flatMap(({ ruleArn, sticky }) =>
    sticky ? [[inlineCode(ruleArn), describe(sticky, stickiness?.mode === 'wait')]] : [],
  );
  return rows.length === 0 ? [] : [table(['Production rule', 'Group stickiness'], rows)];
}

function describe({ seconds, isOn }: StickyState, isKept: boolean): string {
  if (isOn && isKept) {
    return `stays ${formatDuration(1_000 * seconds)}: clients with a cookie stay too, and the old slot is kept for them`;
  }
  const first = isOn ? 'off with the first weight' : 'off already';
  return `${first}, back to ${formatDuration(1_000 * seconds)} when no cookie leads to the other slot`;
}
