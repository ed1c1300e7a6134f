import type { Failure } from '../../action/outcome.ts';
import { explainEvidence } from './explain-evidence.ts';
import { type DiagnosisPorts, gatherEvidence, type Subject } from './gather-evidence.ts';

/**
 * Says why a service does not get healthy, as a failure to end a run with: the cause first, what to do, and stopped
 * tasks, log lines, targets and events as its detail. Call it at once: AWS forgets stopped tasks in about an hour.
 */
export async function diagnoseService(ports: DiagnosisPorts, subject: Subject): Promise<Failure> {
  return explainEvidence(await gatherEvidence(ports, subject));
}
