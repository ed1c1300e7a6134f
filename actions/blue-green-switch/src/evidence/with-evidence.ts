import { toFailure } from '../../../../lib/action/failure.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import { explainAwsError } from '../../../../lib/aws/errors/explain.ts';
import { describeError } from '../../../../lib/aws/errors/sdk-error.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { verdictOf } from '../end-with-verdict.ts';
import { countsOf } from '../gates/probe-counts.ts';
import type { Request } from '../modes/request.ts';
import type { Ports, Surroundings } from '../ports.ts';
import { type Closing, renderClosing } from '../report/closing.ts';
import { startTimeline } from '../report/timeline.ts';
import type { Account } from './account.ts';
import { assembleEvidence } from './assemble.ts';
import { type CallLog, startCallLog } from './call-log.ts';
import { readMetrics } from './metrics/read-metrics.ts';
import { markOutputs } from './outputs-of-error.ts';
import { readReleases } from './releases.ts';
import { watchCalls } from './watch-calls.ts';

/** A run that is to leave evidence. */
export interface WitnessedRun {
  readonly request: Exclude<Request, { readonly mode: 'status' }>;
  readonly target: Target;
  /** The run itself. */
  readonly work: (ports: Ports) => Promise<Outcome>;
}

/**
 * Runs, and leaves evidence of whatever ending: also of one with an error, which goes on to whoever catches it, with the
 * outputs of its own.
 */
export async function withEvidence(run: WitnessedRun, given: Surroundings): Promise<Outcome> {
  const timeline = startTimeline(given);
  const calls = startCallLog(run.target);
  const startedAt = given.clock.now();
  const { request, target } = run;
  const begun = { request, target, startedAt, owner: given.owner, timeline, calls };
  const ended = await run.work({ ...watchCalls(given, calls.note), timeline }).then(
    (outcome) => ({ outcome }),
    (error: unknown) => ({ error }),
  );
  if ('outcome' in ended) return close(begun, ended.outcome, given);
  const { error } = ended;
  const failure = await toFailure(error, explainAwsError, given.signal);
  const told = { outputs: { verdict: verdictOf(error, given.signal) }, summary: '', failure };
  const { outputs } = await close(begun, told, given);
  markOutputs(error, outputs);
  throw error;
}

interface Begun extends Omit<Account, 'mode' | 'endedAt' | 'outputs' | 'failure' | 'metrics'> {
  readonly request: WitnessedRun['request'];
}

/** Reads what can be known only at the end, keeps the evidence, and adds both to what is told. */
async function close({ request, ...begun }: Begun, outcome: Outcome, ports: Surroundings): Promise<Outcome> {
  const { timeline, target, calls } = begun;
  const { mode, inputs, record } = request;
  const endedAt = ports.clock.now();
  const [metrics, releases] = await Promise.all([
    readMetrics(target, firstWeightAt(calls, target), ports),
    readReleases(timeline.plan && record, ports),
  ]);
  const outputs = {
    'failed-requests': String(countsOf(timeline.probes, 'probe').failed),
    ...outcome.outputs,
  };
  const account: Account = { ...begun, mode, endedAt, outputs, failure: outcome.failure, metrics };
  const evidence = await keep(account, ports);
  const closing = complete({ account, inputs, record, releases }, ports);
  const summary = [outcome.summary, closing].filter((part) => part !== '').join('\n\n');
  return { ...outcome, summary, outputs: { ...outputs, evidence } };
}

/** What a run has done stands, whatever becomes of the rest of its summary. */
function complete(closing: Closing, { log }: Surroundings): string {
  try {
    return renderClosing(closing);
  } catch (error) {
    log.warning(`The summary of this run could not be completed: ${describeError(error)}`);
    return '';
  }
}

/** Test rules send no visitor anywhere. */
function firstWeightAt({ writes }: Pick<CallLog, 'writes'>, { testRules = [] }: Target): number | undefined {
  return writes.find(({ change, resource }) => change.weights && !testRules.includes(resource))?.sentAt;
}

/** @returns its path; undefined when it could not be kept, which is no reason to fail */
async function keep(account: Account, { keepEvidence, log }: Surroundings): Promise<string | undefined> {
  try {
    return await keepEvidence(`${JSON.stringify(assembleEvidence(account), undefined, 1)}\n`);
  } catch (error) {
    log.warning(`The evidence of this run could not be kept: ${describeError(error)}`);
    return undefined;
  }
}
