import { escapeMarkdown, inlineCode, table } from '../../../../lib/action/markdown.ts';
import { describeScaling } from '../../../../lib/aws/scaling/settings.ts';
import type { Plan } from '../plan/plan.ts';
import { remarkScaling } from '../plan/remark-scaling.ts';

/** How both slots scale now and afterwards, with what may surprise; empty when neither does. */
export function renderScaling(plan: Plan, { parks }: { readonly parks: boolean }): string[] {
  const { scaling, target } = plan;
  const rows = [plan.standby, plan.live].flatMap((slot) => {
    const planned = scaling[slot];
    if (!planned) return [];
    const { found, held, serving, after } = planned;
    const columns = parks ? [found, serving, after] : [found, held];
    return [[inlineCode(target.slots[slot].service), ...columns.map(describeScaling)]];
  });
  if (rows.length === 0) return [];
  const head = ['Service', 'Scaling now', 'Meanwhile', ...(parks ? ['In the end'] : [])];
  return [table(head, rows), ...remarkScaling(plan).map(escapeMarkdown)];
}
