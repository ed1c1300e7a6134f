import { details, escapeMarkdown, table } from '../../../../lib/action/markdown.ts';
import { SLOTS } from '../../../../lib/aws/target.ts';
import type { LoadBalancerValues, Minute, SlotValues } from '../evidence/metrics/minutes.ts';
import type { Metrics } from '../evidence/metrics/read-metrics.ts';
import { timeOfDay } from './time-of-day.ts';

/** A summary shows so many minutes; all of them are in the evidence. */
const MINUTES_SHOWN = 120;

/** What the load balancer measured: the sums, for how many minutes there is data, and each minute. */
export function renderMetrics(metrics: Metrics): string {
  if (metrics.kind === 'unread') return `Load balancer: no metrics were read. ${escapeMarkdown(metrics.why)}`;
  const { loadBalancer, slots, from, to } = metrics;
  const rows = loadBalancer.map((minute, index) => [
    timeOfDay(minute.at).slice(0, 5),
    ...SLOTS.flatMap((slot) => cellsOfSlot(slots[slot][index])),
    cell(minute, ({ elb5xx }) => `${elb5xx}`),
  ]);
  const header = ['UTC', ...SLOTS.flatMap((slot) => [`${slot} requests`, '5xx', 'p50, p95']), 'Own 5xx'];
  return [
    `Load balancer, ${timeOfDay(from)} to ${timeOfDay(to)}: ${sumUp(loadBalancer, [...slots.blue, ...slots.green])}.`,
    details('Load balancer, minute by minute', table(header, rows.slice(-MINUTES_SHOWN))),
  ].join('\n\n');
}

function sumUp(
  minutes: readonly Minute<LoadBalancerValues>[],
  ofSlots: readonly Minute<SlotValues>[],
): string {
  const known = minutes.flatMap(valuesIn);
  const without = minutes.filter(({ state }) => state === 'no-requests').length;
  const missing = minutes.length - known.length - without;
  const coverage = [
    `minutes with data: ${known.length} of ${minutes.length}`,
    ...(without > 0 ? [`without requests: ${without}`] : []),
    ...(missing > 0 ? [`not there yet: ${missing}`] : []),
  ].join(', ');
  if (known.length === 0) return coverage;
  const requests = sum(known.map((minute) => minute.requests));
  const own = sum(known.map(({ elb5xx }) => elb5xx));
  const bad = sum(ofSlots.flatMap(valuesIn).map(({ target5xx }) => target5xx));
  return `${requests} requests, ${bad} answered with 5xx by targets, ${own} by itself (${coverage})`;
}

/** What is known of a minute; nothing without data. */
function valuesIn<Values>(minute: Minute<Values>): Values[] {
  return minute.state === 'data' ? [minute] : [];
}

function cellsOfSlot(minute: Minute<SlotValues> | undefined): string[] {
  if (!minute) return ['', '', ''];
  return [
    cell(minute, ({ requests }) => `${requests}`),
    cell(minute, ({ target5xx }) => `${target5xx}`, ''),
    cell(minute, ({ p50, p95 }) => `${inMilliseconds(p50)}, ${inMilliseconds(p95)}`, ''),
  ];
}

const UNKNOWN = { 'no-requests': 'no requests', 'not-there-yet': 'not there yet' } as const;

function cell<Values>(minute: Minute<Values>, show: (values: Values) => string, unknown?: string): string {
  return minute.state === 'data' ? show(minute) : (unknown ?? UNKNOWN[minute.state]);
}

function inMilliseconds(seconds: number | undefined): string {
  return seconds === undefined ? 'none' : `${Math.round(seconds * 1_000)} ms`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
