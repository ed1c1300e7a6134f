import { describeScaling } from '../../../lib/aws/scaling/settings.ts';
import { lookedAt } from './judge/facts.ts';
import type { Violation } from './judge/violation.ts';
import type { Scenario } from './scenario.ts';
import type { PlayedRun, Trace, TraceEvent, Truth } from './trace.ts';

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Everything that happened in a played scenario, as people read it: one line for each thing, seconds before it. */
export function showTrace(scenario: Scenario, trace: Trace, violations: readonly Violation[]): string {
  const lines = [
    ...showEvents(trace.events),
    ...trace.runs.flatMap(showRun),
    ...violations.map(({ at, promise, what }): Line => ({ at, text: `!!! ${promise}: ${what}` })),
  ].sort((a, b) => a.at - b.at);
  const start = lines[0]?.at ?? 0;
  return [
    JSON.stringify(scenario, undefined, 1),
    ...lines.map(({ at, text }) => `${((at - start) / 1_000).toFixed(3).padStart(8)}  ${text}`),
  ].join('\n');
}

/** The platform is shown when it is not what it was. */
function showEvents(events: readonly TraceEvent[]): Line[] {
  let last = '';
  return events.flatMap((event) => {
    const lines: Line[] = [];
    const own = showEvent(event);
    if (own !== undefined) lines.push({ at: event.at, text: own });
    const truth = lookedAt(event);
    const text = truth && showTruth(truth);
    if (text !== undefined && text !== last) {
      last = text;
      lines.push({ at: event.at, text });
    }
    return lines;
  });
}

function showEvent(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'write': {
      const input = JSON.stringify(event.input);
      const shown = input.length > 300 ? `${input.slice(0, 300)}…` : input;
      return `${event.by} > ${event.operation} ${event.error ?? 'ok'} ${shown}`;
    }
    case 'visit':
      return event.status === 200 ? undefined : `a visitor of ${event.path} got ${event.status}`;
    case 'began':
    case 'ended':
      return `${event.run} ${event.kind}`;
    case 'struck':
      return `${event.run} is struck: ${event.how}`;
    case 'met':
      return `${event.run} met ${event.calls} times: ${event.fault}`;
    case 'act':
      return `*** ${JSON.stringify(event.act)}`;
    case 'calm':
      return '--- all is over and calm';
    case 'tick':
    case 'reading':
      return undefined;
  }
}

function showTruth({ rules, slots, tests = [], sticky, isAlarm }: Truth): string {
  const show = (all: Truth['rules']) => all.map(({ blue, green }) => `${blue}/${green}`).join(' ');
  const more = [
    ...(tests.length > 0 ? [` tests ${show(tests)}`] : []),
    ...(sticky ? [` sticky ${sticky.map((seconds) => seconds ?? 'off').join(' ')}`] : []),
    ...(isAlarm ? [' ALARM'] : []),
  ].join('');
  const shown = (['blue', 'green'] as const).map((slot) => {
    const { desiredCount, running, healthy, scaling } = slots[slot];
    const versions = healthy.map(
      ({ taskDefinition, count }) => `${count} x ${taskDefinition.split('/').at(-1)}`,
    );
    const bounds = scaling ? ` (${describeScaling(scaling)})` : '';
    return `${slot} ${running}/${desiredCount} running${bounds}, healthy ${versions.join(' and ') || 'none'}`;
  });
  return `    [${show(rules)}${more}] ${shown.join('; ')}`;
}

function showRun({ name, log, ending, endedAt: at, inputs, beganAt }: PlayedRun): Line[] {
  return [
    { at: beganAt, text: `${name} inputs ${JSON.stringify(inputs)}` },
    ...log.map((entry) => ({ at: entry.at, text: `${name} | ${entry.line}` })),
    { at, text: `${name} = ${JSON.stringify(ending)}` },
  ];
}
