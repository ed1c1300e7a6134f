import type { Clock } from '../../../lib/action/clock.ts';
import type { Attempt, CarryOut, Intercept } from '../kernel/dispatch.ts';
import { type AwsError, ConnectionLost } from '../kernel/errors.ts';
import type { CallFaultKind } from './fault.ts';
import { expiredCredentials, serverError, unavailable } from './refusals.ts';
import { isRead, type StaleReads } from './stale-reads.ts';

/** What becomes of one call; the age is that of a stale answer, in milliseconds. */
export interface Mishap {
  readonly kind: CallFaultKind;
  readonly milliseconds: number;
}

export interface InterceptPorts {
  readonly clock: Clock;
  readonly staleReads: StaleReads;
  /** What a service answers to one call too many. */
  readonly throttled: (service: string) => AwsError;
  /** Asked once for every call. */
  readonly choose: (attempt: Attempt) => Mishap | undefined | Promise<Mishap | undefined>;
  /** Whether answers are noted for stale reads. */
  readonly isNoting: () => boolean;
}

/** Lets the chosen mishap happen to each call. */
export function createIntercept(ports: InterceptPorts): Intercept {
  return async (attempt, carryOut) => {
    const mishap = await ports.choose(attempt);
    const refusal = mishap && refusalOf(mishap.kind, attempt, ports);
    if (refusal) return carryOut(refusal);
    switch (mishap?.kind) {
      case 'lost-request':
        throw new ConnectionLost();
      case 'lost-answer':
        // A refusal is lost as well.
        await carryOutNoted(attempt, carryOut, ports).catch(() => {});
        throw new ConnectionLost();
      case 'stale-read': {
        const answer = await carryOutNoted(attempt, carryOut, ports);
        return ports.staleReads.answerAsOf(attempt, ports.clock.now() - mishap.milliseconds) ?? answer;
      }
      default:
        return carryOutNoted(attempt, carryOut, ports);
    }
  };
}

function refusalOf(
  kind: CallFaultKind,
  { service: { model } }: Attempt,
  { throttled }: InterceptPorts,
): AwsError | undefined {
  if (kind === 'throttled') return throttled(model.name);
  if (kind === 'server-error') return serverError(model.name);
  if (kind === 'unavailable') return unavailable();
  return kind === 'expired-credentials' ? expiredCredentials(model.name) : undefined;
}

/** Keeps what stale reads will need: each read's answer, and all of them around a call that changes something. */
async function carryOutNoted(
  attempt: Attempt,
  carryOut: CarryOut,
  { staleReads, isNoting }: InterceptPorts,
): Promise<object> {
  if (!isNoting()) return carryOut();
  if (isRead(attempt.call.operation)) {
    const answer = await carryOut();
    staleReads.note(attempt, answer);
    return answer;
  }
  await staleReads.askAgain(attempt.service);
  try {
    return await carryOut();
  } finally {
    await staleReads.askAgain(attempt.service);
  }
}
