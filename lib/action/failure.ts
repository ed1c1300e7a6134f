import { ActionFailure } from './errors.ts';
import type { Failure } from './outcome.ts';

/** Says why an error of a service happened; undefined for an error that it does not know. */
export type Explain = (error: unknown) => Promise<Failure | undefined>;

/**
 * What to tell about anything that was thrown. Whatever was not meant to end a run is a bug: its stack is shown.
 * @param signal the run's signal: an error that only echoes its abort gives way to the abort's reason
 */
export async function toFailure(error: unknown, explain: Explain, signal: AbortSignal): Promise<Failure> {
  if (error instanceof AggregateError) return unroll(error, explain, signal);
  if (signal.aborted && isAbortEcho(error) && error !== signal.reason) {
    return toFailure(signal.reason, explain, signal);
  }
  if (error instanceof ActionFailure) return error.failure;
  return (await explain(error)) ?? describeBug(error);
}

/** Of several errors the first is the cause, the others stand in the detail. */
async function unroll(error: AggregateError, explain: Explain, signal: AbortSignal): Promise<Failure> {
  const failures = await Promise.all(error.errors.map((each) => toFailure(each, explain, signal)));
  const [first, ...others] = failures;
  if (!first) return describeBug(error);
  const detail = [first.detail, ...others.map(renderPlain)].filter((part) => part !== undefined).join('\n');
  return { ...first, ...(detail !== '' && { detail }) };
}

/** `fetch`, the SDK and Node's own calls throw an AbortError of theirs when their signal aborts. */
function isAbortEcho(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function describeBug(error: unknown): Failure {
  const isError = error instanceof Error;
  const cause = `An error that was not expected: ${isError ? `${error.name}: ${firstLine(error.message)}` : String(error)}`;
  return {
    cause,
    advice: `This is a bug, please report it with the stack: ${issuesPage(process.env)}`,
    detail: isError ? stacks(error).join('\ncaused by ') : cause,
  };
}

/** The stack of an error and of what caused it. */
function stacks(error: Error): string[] {
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause instanceof Error ? [own, ...stacks(error.cause)] : [own];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function issuesPage(env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_ACTION_REPOSITORY: repository } = env;
  return repository ? `${server}/${repository}/issues` : 'the issues page of platform-actions';
}

/** A failure as lines of text: cause, advice, detail. */
export function renderPlain(failure: Failure): string {
  return [failure.cause, failure.advice, failure.detail].filter((part) => part !== undefined).join('\n');
}
