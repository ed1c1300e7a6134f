import type { Failure, Outcome } from '../../../../lib/action/outcome.ts';
import type { Owner } from '../../../../lib/aws/record/lease-entry.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import type { Mode } from '../modes/mode.ts';
import type { Timeline } from '../report/timeline.ts';
import type { CallLog } from './call-log.ts';
import type { Metrics } from './metrics/read-metrics.ts';

/** Everything that is known of a run which has ended. Times in milliseconds since the epoch. */
export interface Account {
  readonly mode: Exclude<Mode, 'status'>;
  readonly owner: Owner;
  readonly target: Target;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outputs: Outcome['outputs'];
  readonly failure: Failure | undefined;
  readonly timeline: Timeline;
  readonly calls: Omit<CallLog, 'note'>;
  readonly metrics: Metrics;
}
