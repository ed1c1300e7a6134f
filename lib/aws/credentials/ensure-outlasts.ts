import type { Clock } from '../../action/clock.ts';
import { formatDuration } from '../../action/duration.ts';
import { ActionFailure } from '../../action/errors.ts';
import type { Log } from '../../action/log.ts';
import type { Lifetime } from './credential-source.ts';

/**
 * Refuses a plan that the credentials may not outlast: it would end in the middle, where not even a rollback is
 * possible. A lifetime that is only assumed is told as a warning.
 * @throws ActionFailure
 */
export function ensureOutlasts(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  lifetime: Lifetime,
  plannedMilliseconds: number,
): void {
  if (lifetime.kind !== 'ends') return;
  const left = Math.max(0, lifetime.at - clock.now());
  if (!lifetime.isKnown) {
    log.warning(
      `The AWS credentials of this step are temporary and do not say when they end; ${formatDuration(left)} from now is assumed. Give the step "role-to-assume" and it renews them itself.`,
    );
  }
  if (plannedMilliseconds <= left) return;
  throw new ActionFailure({
    cause: `The AWS credentials ${lifetime.isKnown ? 'end' : 'may end'} in ${formatDuration(left)}, and this run may take ${formatDuration(plannedMilliseconds)}.`,
    advice:
      'Give the step "role-to-assume" instead of credentials of an earlier step: it renews them itself. Or shorten steps, bake and timeouts.',
  });
}
