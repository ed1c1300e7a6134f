import { classifyError } from '../../../../lib/aws/retry/classify-error.ts';

/**
 * Other people meet outages too, and give up.
 * @throws what no outage explains
 */
export function giveUp(error: unknown): void {
  if (classifyError(error) === 'permanent') throw error;
}
