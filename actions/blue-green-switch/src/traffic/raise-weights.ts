import { DeadlinePassed, withDeadline } from '../../../../lib/action/cancel.ts';
import { sleep } from '../../../../lib/action/clock.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { type RetryPolicy, type RetryPorts, withRetries } from '../../../../lib/aws/retry/retry.ts';
import type { WritePorts } from '../record/journal.ts';
import { moveWeights, type WeightMove } from './move-weights.ts';
import { RuleNotOurs } from './rule-not-ours.ts';

/** One rule in which a slot is to get more traffic. */
export interface Raise extends WeightMove {
  /** How long it may be tried again while AWS throttles or cannot be reached, in milliseconds. */
  readonly patience: number;
  /** Tells when the slot's health was read; throws when it is not good enough. */
  readonly requireHealth: () => Promise<number>;
}

/** No write is sent for the first time later than this after the reading of health; 5 s are allowed to its last repetition. */
const FRESH_MILLISECONDS = 3_500;

/** A reading of a rule may be from before the last write to it, by less than this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const LOOK_AGAIN_AFTER = 1_000;

/** Named so that it is tried again, as other calls are that took too long. */
class ReadingTooOld extends ActionFailure {
  override readonly name = 'TimeoutError';
}

/**
 * Gives a rule weights that raise a slot's share, behind a reading of the slot's health that is only seconds old. When
 * AWS is too slow for that, the health is read again.
 * @throws ActionFailure when the slot is not healthy enough; RuleNotOurs when somebody else has changed the rule; the
 *   last error when the patience is at its end
 */
export async function raiseWeights(raise: Raise, ports: WritePorts): Promise<void> {
  const { requireHealth, patience } = raise;
  const { ruleArn } = raise.rule;
  await tryPatiently(ports, `Writing ${ruleArn}`, patience, async () => {
    const readAt = await requireHealth();
    await whileFresh(readAt, ruleArn, ports, (signal) => moveWeights(raise, { ...ports, signal }));
  });
}

/**
 * The same, and takes no old reading of the rule for somebody else's doing: it looks again until that has passed.
 * @throws what `raiseWeights` throws
 */
export function raiseSettledWeights(raise: Raise, ports: WritePorts): Promise<void> {
  return untilSettled(ports, () => raiseWeights(raise, ports));
}

/** Writes a rule again as long as what it shows may be from before the last write to it. */
export async function untilSettled(
  { clock, signal }: Pick<WritePorts, 'clock' | 'signal'>,
  write: () => Promise<void>,
): Promise<void> {
  let end: number | undefined;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof RuleNotOurs)) throw error;
      end ??= clock.now() + SETTLES_WITHIN;
      if (clock.now() >= end) throw error;
    }
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
  }
}

/** Tries for longer than a client does: what hangs on it is where the traffic goes. */
export function tryPatiently<Result>(
  ports: RetryPorts & { readonly signal: AbortSignal },
  what: string,
  patience: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const policy: RetryPolicy = { attempts: 100, base: 500, throttledBase: 1_000, cap: 2_000, total: patience };
  return withRetries(ports, { what, policy, signal: ports.signal }, work);
}

async function whileFresh(
  readAt: number,
  ruleArn: string,
  ports: WritePorts,
  write: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const tooOld = new ReadingTooOld({
    cause: `AWS is too slow: rule ${ruleArn} could not be written while the reading of the targets' health was fresh.`,
    advice: 'Run again when AWS answers sooner.',
  });
  const left = readAt + FRESH_MILLISECONDS - ports.clock.now();
  if (left <= 0) throw tooOld;
  try {
    await withDeadline(ports, left, `Writing ${ruleArn}`, ({ signal }) => write(signal));
  } catch (error) {
    throw error instanceof DeadlinePassed ? tooOld : error;
  }
}
