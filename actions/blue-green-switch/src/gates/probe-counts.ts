import type { Judged } from './judge-answer.ts';
import type { ProbeAnswer } from './probe-gate.ts';

/** How an answer is counted. */
export type AnswerClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'unanswered';

/** The requests that one gate's probe sent within one second. */
export interface ProbeSecond {
  /** When the second began, milliseconds since the epoch. */
  readonly at: number;
  readonly gate: string;
  sent: number;
  failed: number;
  /** How many something in front of the version has answered, which are neither failures nor successes. */
  blocked: number;
  /** How many had which answer. */
  readonly answers: Map<AnswerClass, number>;
  /** How many were answered by which version, where the answers tell. */
  readonly versions: Map<string, number>;
}

/** Every request that was sent, and how many failed; shown also when zero. */
export interface ProbeCounts {
  sent: number;
  failed: number;
  blocked: number;
  /** Seconds with requests, in the order in which their first answer came. */
  readonly seconds: ProbeSecond[];
}

/** One request and what came of it. */
export interface ProbedRequest {
  /** Name of the gate that sent it. */
  readonly gate: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly answer: ProbeAnswer;
  readonly outcome: Judged['kind'];
  /** The version that has answered, where the answer tells. */
  readonly version?: string;
}

export function startProbeCounts(): ProbeCounts {
  return { sent: 0, failed: 0, blocked: 0, seconds: [] };
}

/** Adds a request to the second in which it was sent. */
export function countRequest(
  counts: ProbeCounts,
  { gate, sentAt, answer, outcome, version }: ProbedRequest,
): void {
  const second = secondOf(counts, gate, Math.floor(sentAt / 1_000) * 1_000);
  for (const count of [counts, second]) {
    count.sent += 1;
    if (outcome === 'bad') count.failed += 1;
    if (outcome === 'blocked') count.blocked += 1;
  }
  addOne(second.answers, classOf(answer));
  if (version !== undefined) addOne(second.versions, version);
}

/** A slow answer may come when later seconds have begun. */
function secondOf({ seconds }: ProbeCounts, gate: string, at: number): ProbeSecond {
  const known = seconds.findLast((second) => second.at === at && second.gate === gate);
  if (known) return known;
  const added: ProbeSecond = {
    ...{ at, gate, sent: 0, failed: 0, blocked: 0 },
    ...{ answers: new Map(), versions: new Map() },
  };
  seconds.push(added);
  return added;
}

function classOf(answer: ProbeAnswer): AnswerClass {
  if (answer.kind === 'unanswered') return 'unanswered';
  switch (Math.floor(answer.status / 100)) {
    case 1:
      return '1xx';
    case 2:
      return '2xx';
    case 3:
      return '3xx';
    case 4:
      return '4xx';
    default:
      return '5xx';
  }
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What one gate's requests have come to. */
export interface GateCounts {
  readonly sent: number;
  readonly failed: number;
  readonly blocked: number;
  /** How many were answered by which version. */
  readonly versions: ReadonlyMap<string, number>;
}

/** The counts of one gate, over all seconds. */
export function countsOf({ seconds }: ProbeCounts, gate: string): GateCounts {
  const own = seconds.filter((second) => second.gate === gate);
  const sum = (of: (second: ProbeSecond) => number) => own.reduce((total, second) => total + of(second), 0);
  const versions = new Map<string, number>();
  for (const [version, count] of own.flatMap((second) => [...second.versions])) {
    versions.set(version, (versions.get(version) ?? 0) + count);
  }
  return {
    sent: sum(({ sent }) => sent),
    failed: sum(({ failed }) => failed),
    blocked: sum(({ blocked }) => blocked),
    versions,
  };
}
