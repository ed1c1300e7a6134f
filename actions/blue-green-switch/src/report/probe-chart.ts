import { codeBlock, escapeMarkdown, table } from '../../../../lib/action/markdown.ts';
import type { ProbeCounts, ProbeSecond } from '../gates/probe-counts.ts';
import { timeOfDay } from './time-of-day.ts';

/** What one point of a chart may stand for, in seconds. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600];

const POINTS = 120;

type Counted = 'sent' | 'blocked' | 'failed';

const COLOURS: Readonly<Record<Counted, readonly [name: string, value: string]>> = {
  sent: ['green', '#2da44e'],
  blocked: ['yellow', '#bf8700'],
  failed: ['red', '#cf222e'],
};

/** The probe's requests over time, as Mermaid; nothing for less than two points. */
export function renderProbeChart({ seconds, blocked }: ProbeCounts): string {
  const times = seconds.map(({ at }) => at / 1_000);
  const from = Math.min(...times);
  const length = Math.max(...times) - from + 1;
  const width = WIDTHS.find((candidate) => length / candidate <= POINTS) ?? 86_400;
  const count = Math.ceil(length / width);
  if (seconds.length === 0 || count < 2) return '';
  const counted: readonly Counted[] = blocked > 0 ? ['sent', 'blocked', 'failed'] : ['sent', 'failed'];
  const series = counted.map((of) => addUp(seconds, { from, width, count, of }));
  const palette = counted.map((of) => COLOURS[of][1]).join(', ');
  const legend = counted.map((of) => `${of} ${COLOURS[of][0]}`).join(', ');
  const lines = [
    `%%{init: {"xyChart": {"width": 900, "height": 240}, "themeVariables": {"xyChart": {"plotColorPalette": "${palette}"}}}}%%`,
    'xychart-beta',
    `  title "Requests of the probe in each ${width === 1 ? 'second' : `${width} s`}: ${legend}"`,
    `  x-axis "seconds from ${timeOfDay(from * 1_000)} UTC" 0 --> ${(count - 1) * width}`,
    `  y-axis "requests" 0 --> ${Math.max(...series.flat())}`,
    ...series.map((values) => `  line [${values.join(', ')}]`),
  ];
  return codeBlock(lines.join('\n'), 'mermaid');
}

/** The sum for each point. Times in seconds. */
function addUp(
  seconds: readonly ProbeSecond[],
  { from, width, count, of }: { from: number; width: number; count: number; of: Counted },
): number[] {
  const points = Array.from({ length: count }, () => 0);
  for (const second of seconds) {
    const index = Math.floor((second.at / 1_000 - from) / width);
    points[index] = (points[index] ?? 0) + second[of];
  }
  return points;
}

const SECONDS_SHOWN = 30;

/** The seconds in which requests failed, the last ones where there are many; nothing when none did. */
export function renderFailedSeconds({ seconds }: ProbeCounts): string {
  const bad = seconds.filter(({ failed }) => failed > 0);
  if (bad.length === 0) return '';
  const rows = bad
    .slice(-SECONDS_SHOWN)
    .map(({ at, gate, sent, failed, answers }) => [
      timeOfDay(at),
      escapeMarkdown(gate),
      `${sent}`,
      `${failed}`,
      [...answers].map(([answer, count]) => `${answer}: ${count}`).join(', '),
    ]);
  const shown = table(['Second (UTC)', 'Gate', 'Sent', 'Failed', 'Answers'], rows);
  const left = bad.length - rows.length;
  return left > 0
    ? `Seconds with failures before these, which the evidence lists: ${left}\n\n${shown}`
    : shown;
}
