import { withDeadline } from '../../../../lib/action/cancel.ts';
import { toFailure } from '../../../../lib/action/failure.ts';
import { explainAwsError } from '../../../../lib/aws/errors/explain.ts';
import type { Surroundings } from '../ports.ts';

/** Why something is not known at the end. */
export interface Unread {
  readonly kind: 'unread';
  readonly why: string;
}

/** What is told at the end has to wait no longer for AWS, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Reads what only the end of a run can know. Best effort: whatever goes wrong is told instead of it.
 * @param what `Reading the metrics`
 */
export async function readAtEnd<Value>(
  ports: Pick<Surroundings, 'clock' | 'log' | 'signal'>,
  what: string,
  read: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | Unread> {
  try {
    return await withDeadline(ports, PATIENCE, what, async ({ signal }) => {
      signal.throwIfAborted();
      return read(signal);
    });
  } catch (error) {
    return { kind: 'unread', why: (await toFailure(error, explainAwsError, ports.signal)).cause };
  }
}
