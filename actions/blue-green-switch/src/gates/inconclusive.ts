import { ActionFailure } from '../../../../lib/action/errors.ts';

/** Nothing has shown the version to be bad, and nothing to be good. */
export class Inconclusive extends ActionFailure {
  override readonly name = 'Inconclusive';
}
