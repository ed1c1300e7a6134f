import { readInputs } from '../../../lib/action/inputs.ts';
import { toInputVariables } from '../../../lib/action/testing/to-input-variables.ts';
import { inputs as specs } from '../src/inputs.ts';
import { type Request, toRequest } from '../src/modes/request.ts';

/** Where releases are recorded. */
export const RECORD = '/platform/shop/production/web';

/** What the inputs of a run ask for, as the runner hands them over. The target is given otherwise. */
export function requestOf(given: Readonly<Record<string, string>>): Request {
  const all = { target: '-', record: RECORD, ...given };
  return toRequest(readInputs(specs, toInputVariables(all)));
}
