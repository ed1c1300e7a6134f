import { isRuleWrite, isWrite } from '../../../../lib/aws/operations.ts';
import type { JournalEntry } from '../../../../rehearsal/aws/kernel/dispatch.ts';
import type { TraceEvent, Truth } from '../trace.ts';
import type { Platform } from './platform.ts';
import { readTruth } from './truth.ts';

type OnWeight = (by: string, number: number) => void;

/** Writes down what happens, with the truth beside it. */
export interface Recorder {
  readonly events: TraceEvent[];
  /** Told of every call when it has been carried out. */
  onCall(entry: JournalEntry): void;
  /** To be told when the platform is ready; what was before is not written down. */
  watch(platform: Platform): void;
  truth(): Truth;
  add(event: TraceEvent): void;
  /** Calls back after every weight that took effect, with the number of its writer's weights. */
  onWeight(callback: OnWeight): void;
}

export function createRecorder(): Recorder {
  const events: TraceEvent[] = [];
  const weights = new Map<string, number>();
  let watched: Platform | undefined;
  let tellWeight: OnWeight = () => {};
  let last: Truth | undefined;

  function truth(): Truth {
    if (!watched) throw new Error('Nothing is being watched yet.');
    last = readTruth(watched.aws, watched.target, watched.clock.now());
    return last;
  }

  function countWeight(by: string): void {
    const number = (weights.get(by) ?? 0) + 1;
    weights.set(by, number);
    tellWeight(by, number);
  }

  return {
    events,
    truth,
    add: (event) => void events.push(event),
    watch(platform) {
      watched = platform;
      truth();
    },
    onWeight(callback) {
      tellWeight = callback;
    },
    onCall({ at, call, input, error }) {
      if (!last) return;
      const { accessKeyId: by, service, operation } = call;
      if (operation === 'DescribeTargetHealth' && error === undefined) {
        events.push({ kind: 'reading', at, by, truth: truth() });
      }
      if (!isWrite(operation)) return;
      const before = last;
      events.push({ kind: 'write', at, by, service, operation, input, error, before, after: truth() });
      if (isRuleWrite(operation) && error === undefined) countWeight(by);
    },
  };
}
