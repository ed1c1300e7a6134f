import type { Clock } from '../../../../lib/action/clock.ts';
import type { Target } from '../target-groups.ts';
import type { Matcher } from './matcher.ts';
import type { CheckResult, Probe } from './probe.ts';
import type { CheckFailure, Thresholds } from './verdict.ts';

/** A target group's health check settings, ready to use. */
export interface HealthCheck {
  readonly path: string;
  readonly port: 'traffic-port' | number;
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds, less than the interval. */
  readonly timeout: number;
  readonly matcher: Matcher;
  readonly thresholds: Thresholds;
}

export interface CheckPorts {
  readonly clock: Clock;
  readonly probe: Probe;
}

/**
 * Checks a target at a fixed interval, counted from check to check however long an answer takes.
 * @param firstAfter milliseconds until the first check: each node has a phase of its own
 * @param onResult why the check failed, or undefined when it passed
 * @returns the function that ends the checks, the one under way too
 */
export function startChecks(
  { clock, probe }: CheckPorts,
  { target, check, firstAfter }: { target: Target; check: HealthCheck; firstAfter: number },
  onResult: (failure: CheckFailure | undefined) => void,
): () => void {
  const port = checkPort(target, check);
  const request = { target, port, path: check.path, timeout: check.timeout };
  let endProbe = () => {};
  let cancelNext = clock.after(firstAfter, checkOnce);

  function checkOnce(): void {
    cancelNext = clock.after(check.interval, checkOnce);
    endProbe = probe(request, (result) => onResult(failureOf(result, check.matcher)));
  }

  return () => {
    cancelNext();
    endProbe();
  };
}

export function checkPort(target: Target, { port }: Pick<HealthCheck, 'port'>): number {
  return port === 'traffic-port' ? target.port : port;
}

/** Reasons and descriptions as DescribeTargetHealth words them. */
function failureOf(result: CheckResult, matcher: Matcher): CheckFailure | undefined {
  switch (result.kind) {
    case 'answered':
      if (matcher(result.status)) return undefined;
      return {
        reason: 'Target.ResponseCodeMismatch',
        description: `Health checks failed with these codes: [${result.status}]`,
      };
    case 'timeout':
      return { reason: 'Target.Timeout', description: 'Request timed out' };
    case 'failed':
      return { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
  }
}
