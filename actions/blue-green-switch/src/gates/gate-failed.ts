import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Plan } from '../plan/plan.ts';
import { TARGETS_GATE } from './target-gate.ts';

/** A gate says that the new version is bad. */
export class GateFailed extends ActionFailure {
  override readonly name = 'GateFailed';
  /** Whether it is bad although its targets are healthy: then their number says nothing for it. */
  readonly isInSpiteOfHealth: boolean;

  constructor(gate: string, cause: string, { target, standby, image }: Plan) {
    super({
      cause: `Gate "${gate}" failed: ${cause}.`,
      advice: `See what ${image} logged in container ${target.container.name} of ${target.slots[standby].service}, and release a corrected version.`,
    });
    this.isInSpiteOfHealth = gate !== TARGETS_GATE;
  }
}
