import type { Clock } from '../../../../lib/action/clock.ts';
import { formatDuration } from '../../../../lib/action/duration.ts';
import { shownVersion, type VersionCheck } from '../plan/version-check.ts';
import { judgeBudget } from './failure-budget.ts';
import type { Gate } from './gates.ts';
import { Inconclusive } from './inconclusive.ts';
import { type Judged, judgeAnswer } from './judge-answer.ts';
import { countRequest, type ProbeCounts, type ProbedRequest } from './probe-counts.ts';

/** One request, as a visitor would send it. */
export type Probe = (request: ProbeRequest, signal: AbortSignal) => Promise<ProbeAnswer>;

export interface ProbeRequest {
  readonly url: string;
  /** Beside those that every request of the probe has. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of it, when it is long. */
  readonly body: string;
}

export type ProbeAnswer =
  | Answered
  /** No answer: refused, reset, timed out. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export interface ProbeSettings {
  /** Of the gate. */
  readonly name: string;
  readonly request: ProbeRequest;
  /** Milliseconds between two requests. */
  readonly interval: number;
  /** This many failures in a row fail the gate. */
  readonly threshold: number;
  /** Share of the requests that may fail, 0 to 1. */
  readonly budget: number;
  /** What answers of the new version show; undefined when no version is checked. */
  readonly expectVersion: VersionCheck | undefined;
  /** Whether one of another version is a failure; it is counted only as long as other versions may answer. */
  readonly isVersionRequired: () => boolean;
}

/** What a probe is done with. */
export interface ProbePorts {
  readonly probe: Probe;
  readonly clock: Pick<Clock, 'now'>;
  /** Where its requests are counted. */
  readonly counts: ProbeCounts;
}

/**
 * While it is blocked it asks this seldom, in milliseconds: AWS WAF counts also what it blocks, and a probe that goes on
 * as before stays blocked. Ten in its longest window of ten minutes is the lowest limit that a rule can have.
 */
const BLOCKED_INTERVAL = 60_000;

/** After that it is given up: AWS WAF looks back five minutes, unless it is told otherwise. In milliseconds. */
export const BLOCKED_PATIENCE = 6 * 60_000;

export interface ProbeGate extends Gate {
  /** Good answers since the last other one. */
  goodInARow(): number;
  /** Whether something in front of the version has given the last answer. */
  isBlocked(): boolean;
}

/**
 * A gate that fails when the listener answers badly several times in a row, or in more requests than the budget allows.
 * What something in front of the version answers, as AWS WAF does, is no failure and no success: a watch goes on until
 * the version answers again.
 * @returns a gate whose check throws Inconclusive when that takes too long
 */
export function createProbeGate(settings: ProbeSettings, { probe, clock, counts }: ProbePorts): ProbeGate {
  const { name, request, interval, threshold, budget, expectVersion } = settings;
  const sample = { sent: 0, failed: 0 };
  let inARow = 0;
  let goodInARow = 0;
  let blockedSince: number | undefined;
  let saw = '';

  function noteBlocked(by: string): void {
    goodInARow = 0;
    blockedSince ??= clock.now();
    const blockedFor = clock.now() - blockedSince;
    if (blockedFor >= BLOCKED_PATIENCE) throw stayedBlocked(request.url, by, blockedFor);
  }

  function noteAnswered(complaint: string | undefined): string | undefined {
    blockedSince = undefined;
    sample.sent += 1;
    sample.failed += complaint === undefined ? 0 : 1;
    inARow = complaint === undefined ? 0 : inARow + 1;
    goodInARow = complaint === undefined ? goodInARow + 1 : 0;
    if (inARow >= threshold) return `${inARow} requests in a row to ${request.url} failed: ${complaint}`;
    if (judgeBudget(sample, budget) !== 'exceeded') return undefined;
    return `${sample.failed} of ${sample.sent} requests to ${request.url} failed, and the budget is ${formatPercentage(budget)}`;
  }

  return {
    name,
    isBlocked: () => blockedSince !== undefined,
    get interval() {
      return blockedSince === undefined ? interval : Math.max(interval, BLOCKED_INTERVAL);
    },
    isUndecided: () =>
      blockedSince !== undefined || inARow > 0 || judgeBudget(sample, budget) === 'too few to tell',
    async check(signal) {
      const sentAt = clock.now();
      const answer = await probe(request, signal);
      if (signal.aborted) return undefined;
      const judged = judgeAnswer(answer, settings.isVersionRequired() ? expectVersion : undefined);
      const version = versionIn(answer, expectVersion);
      countRequest(counts, { gate: name, sentAt, answer, outcome: judged.kind, ...version });
      saw = describe(answer, judged);
      if (judged.kind === 'blocked') {
        noteBlocked(judged.by);
        return undefined;
      }
      return noteAnswered(judged.kind === 'bad' ? judged.complaint : undefined);
    },
    saw: () => saw,
    goodInARow: () => goodInARow,
  };
}

/** Without what binary fractions add. */
function formatPercentage(share: number): string {
  return `${Number((share * 100).toFixed(6))}%`;
}

function versionIn(answer: ProbeAnswer, check: VersionCheck | undefined): Pick<ProbedRequest, 'version'> {
  const version = check && answer.kind === 'answered' ? shownVersion(check, answer) : undefined;
  return version === undefined ? {} : { version };
}

function describe(answer: ProbeAnswer, judged: Judged): string {
  if (judged.kind === 'blocked') return `an answer of ${judged.by}`;
  if (judged.kind === 'bad') return judged.complaint;
  return answer.kind === 'unanswered' ? answer.reason : `status ${answer.status}`;
}

function stayedBlocked(url: string, by: string, blockedFor: number): Inconclusive {
  return new Inconclusive({
    cause: `The probe cannot tell how ${url} is: for ${formatDuration(blockedFor)} ${by} has answered in its place.`,
    advice:
      'Let the requests of the probe through (user agent "platform-actions blue-green-switch"), or make fewer of them with a longer "probe-interval", then release again.',
  });
}
