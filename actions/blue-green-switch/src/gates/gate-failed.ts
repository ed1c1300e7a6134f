import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Plan } from '../plan/plan.ts';

/** A gate says that the new version is bad. */
export function gateFailed(gate: string, cause: string, { target, standby, image }: Plan): ActionFailure {
  return new ActionFailure({
    cause: `Gate "${gate}" failed: ${cause}.`,
    advice: `See what ${image} logged in container ${target.container.name} of ${target.slots[standby].service}, and release a corrected version.`,
  });
}
