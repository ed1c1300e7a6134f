import { details, escapeMarkdown, inlineCode, table } from '../../../../lib/action/markdown.ts';
import type { Change, Write } from '../evidence/describe-write.ts';
import { exactTimeOfDay } from './time-of-day.ts';

const WRITES_SHOWN = 200;

/** Writes to the platform, when each was sent and answered; those to the record are in the evidence alone. */
export function renderWrites(writes: readonly Write[]): string {
  const shown = writes.filter(({ service }) => service !== 'SSM');
  if (shown.length === 0) return '';
  const rows = shown
    .slice(-WRITES_SHOWN)
    .map((write) => [
      exactTimeOfDay(write.sentAt),
      write.outcome === 'unanswered' ? 'never' : exactTimeOfDay(write.endedAt),
      escapeMarkdown(write.operation),
      inlineCode(write.resource),
      describeChange(write.change),
      write.error === undefined ? 'done' : `:x: ${escapeMarkdown(write.error)}`,
    ]);
  const header = ['Sent (UTC)', 'Answered', 'Call', 'To', 'Sets', 'Result'];
  return details(`Writes to the platform: ${shown.length}`, table(header, rows));
}

function describeChange(change: Change): string {
  const { weights, desiredCount, taskDefinition, minCapacity, maxCapacity, suspended } = change;
  return [
    ...(weights ? [`blue ${weights.blue}, green ${weights.green}`] : []),
    ...(desiredCount === undefined ? [] : [`${desiredCount} tasks`]),
    ...(taskDefinition === undefined ? [] : [inlineCode(taskDefinition)]),
    ...(minCapacity === undefined ? [] : [`minimum ${minCapacity}`]),
    ...(maxCapacity === undefined ? [] : [`maximum ${maxCapacity}`]),
    ...(suspended ? [`suspended: ${escapeMarkdown(suspended.join(', ') || 'nothing')}`] : []),
  ].join(', ');
}
