import { isDeepStrictEqual } from 'node:util';
import type { ObservedCall } from '../../../../lib/aws/observe-calls.ts';
import { type Target, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { describeWrite, type Write } from './describe-write.ts';
import { type Reading, type RuleReading, readTargets, readWeights, type TargetReading } from './readings.ts';

/** What a run has sent to AWS, and what it was told, whichever part of it asked. */
export interface CallLog {
  /** In the order in which they were sent. */
  readonly writes: readonly Write[];
  /** Of each slot the first reading, and every one that differs from the one before. */
  readonly targets: readonly TargetReading[];
  /** Of each rule of the target, likewise. */
  readonly rules: readonly RuleReading[];
  note(call: ObservedCall): void;
}

export function startCallLog(target: Target): CallLog {
  const pair = targetGroupsOf(target);
  const writes: Write[] = [];
  const targets: TargetReading[] = [];
  const rules: RuleReading[] = [];

  /** An answer may come when later calls have been sent. */
  function addWrite(write: Write): void {
    const index = writes.findLastIndex(({ sentAt }) => sentAt <= write.sentAt);
    writes.splice(index + 1, 0, write);
  }

  return {
    ...{ writes, targets, rules },
    note(call) {
      const write = describeWrite(call, pair);
      if (write) return addWrite(write);
      const ofSlot = readTargets(call, pair);
      if (ofSlot) addChange(targets, ofSlot, ({ slot }) => slot);
      for (const ofRule of readWeights(call, target.productionRules, pair)) {
        addChange(rules, ofRule, ({ rule }) => rule);
      }
    },
  };
}

/** Adds a reading, or, where the last one of the same thing has shown the same, to that one. */
function addChange<Known extends Reading>(
  readings: Known[],
  reading: Known,
  subjectOf: (reading: Known) => string,
): void {
  const before = readings.findLast((candidate) => subjectOf(candidate) === subjectOf(reading));
  const { at, until } = reading;
  if (before && isDeepStrictEqual({ ...before, at, until }, reading))
    before.until = Math.max(before.until, at);
  else readings.push(reading);
}
