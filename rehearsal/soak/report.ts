import type { Measures } from './measure.ts';
import { isLeak, readTrend, type Sample } from './trend.ts';

/** Everything that a soak has counted. */
export interface SoakResult {
  readonly minutes: number;
  readonly runtime: string;
  readonly requests: number;
  readonly failed: number;
  /** Failed in seconds in which nothing had been broken on purpose. */
  readonly failedOutside: number;
  /** Those, by what visitors met with. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly mischief: Readonly<Record<string, number>>;
  /** Times that the administrator had to put the traffic right. */
  readonly settled: number;
  readonly samples: readonly TimedMeasures[];
  /** With one release serving and no visitors: before the soak and after it. */
  readonly before: Idle;
  readonly after: Idle;
  /** When everything had been closed. */
  readonly closed: Idle;
}

export interface TimedMeasures extends Measures {
  readonly at: number;
}

/** What a platform at rest holds. */
export interface Idle {
  readonly measures: Measures;
  /** Folders, mounts, networks, containers and images of its own on this machine. */
  readonly remains: readonly string[];
}

const MEGABYTE = 1024 * 1024;

/** Growth that a collector's mood explains, in bytes. */
const NOISE = { heap: 8 * MEGABYTE, rss: 40 * MEGABYTE };

/** Node's own IPC channel and standard streams are open until the process ends. */
const OWN_RESOURCES = ['PipeWrap', 'TTYWrap', 'Immediate', 'CloseReq', 'FSReqPromise', 'FSReqCallback'];

/** What has leaked; nothing when all is well. */
export function findLeaks({ samples, before, after, closed }: SoakResult): readonly string[] {
  return [
    ...grown('heap', samples),
    ...grown('rss', samples),
    ...findMore(before, after),
    ...closed.remains.map((name) => `left behind: ${name}`),
    ...Object.entries(closed.measures.resources)
      .filter(([name]) => !OWN_RESOURCES.includes(name))
      .map(([name, count]) => `after the end: ${count} ${name}`),
  ];
}

/** What a platform at rest holds that it did not hold before. */
export function findMore(before: Idle, after: Idle): readonly string[] {
  const [had, has] = [countThings(before), countThings(after)];
  return [
    ...more('descriptors', before.measures.descriptors, after.measures.descriptors),
    ...more('handles', withoutSockets(before), withoutSockets(after)),
    ...(has > had ? [`on this machine: ${had} things before, ${has} after`] : []),
  ];
}

/** Sockets are counted as descriptors: whether a kept one is a handle too changes from moment to moment. */
function withoutSockets({ measures }: Idle): Readonly<Record<string, number>> {
  const { TCPSocketWrap: _kept, ...others } = measures.resources;
  return others;
}

/** Without the images, of which every version that was ever released has one until the end. */
function countThings({ remains }: Idle): number {
  return remains.filter((name) => !name.includes('/pulled:')).length;
}

function grown(name: 'heap' | 'rss', samples: readonly TimedMeasures[]): string[] {
  const trend = trendOf(name, samples);
  return trend && isLeak(trend, NOISE[name]) ? [`${name} grew by ${megabytes(trend.growth)}`] : [];
}

function more(
  what: string,
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(after)
    .filter(([name, count]) => !OWN_RESOURCES.includes(name) && count > (before[name] ?? 0))
    .map(([name, count]) => `${what}: ${before[name] ?? 0} ${name} before, ${count} after`);
}

function trendOf(name: 'heap' | 'rss', samples: readonly TimedMeasures[]) {
  return readTrend(samples.map((sample): Sample => ({ at: sample.at, value: sample[name] })));
}

/** The table at the end. */
export function renderResult(result: SoakResult): string {
  const { samples, before, after, closed } = result;
  const memory = (name: 'heap' | 'rss') => {
    const trend = trendOf(name, samples);
    const values = samples.map((sample) => sample[name]);
    const ends = `${megabytes(values[0] ?? 0)} at first, ${megabytes(values.at(-1) ?? 0)} at last`;
    return trend
      ? `${ends}; ${megabytes(trend.slope)} per hour once settled`
      : `${ends}; too short for a slope`;
  };
  const rows: [string, string][] = [
    ['time', `${result.minutes} minutes`],
    ['tasks', result.runtime],
    ['requests', String(result.requests)],
    ['failed', `${result.failed}, of them ${result.failedOutside} outside the allowed windows`],
    ['without cause', show(result.reasons)],
    ['releases', show(result.verdicts)],
    ['put right by hand', String(result.settled)],
    ['faults', show(result.mischief)],
    ['rss', memory('rss')],
    ['heap', memory('heap')],
    ['descriptors before', show(before.measures.descriptors)],
    ['descriptors after', show(after.measures.descriptors)],
    ['handles before', show(before.measures.resources)],
    ['handles after', show(after.measures.resources)],
    [
      'on the machine',
      `${before.remains.length} before, ${after.remains.length} after, ${closed.remains.length} left`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(20)}${value}`).join('\n');
}

/** `3 released, 1 refused` */
export function show(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.join(', ') || 'none';
}

export function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
