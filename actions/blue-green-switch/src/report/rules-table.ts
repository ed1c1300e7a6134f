import { inlineCode, table } from '../../../../lib/action/markdown.ts';
import type { PerSlot } from '../../../../lib/aws/target.ts';
import type { RuleReading } from '../evidence/readings.ts';
import type { Plan } from '../plan/plan.ts';
import { timeOfDay } from './time-of-day.ts';

/** Every production rule: what it was before, and what it was when it was last read. */
export function renderRules({ rules }: Pick<Plan, 'rules'>, readings: readonly RuleReading[]): string {
  return table(
    ['Production rule', 'Weights before', 'Weights after'],
    rules.map(({ ruleArn, before }) => {
      const last = readings.findLast(({ rule }) => rule === ruleArn);
      const after = last ? `${show(last.weights)} (read at ${timeOfDay(last.until)})` : 'not read';
      return [inlineCode(ruleArn), show(before), after];
    }),
  );
}

function show({ blue, green }: PerSlot<number>): string {
  return `blue ${blue}, green ${green}`;
}
