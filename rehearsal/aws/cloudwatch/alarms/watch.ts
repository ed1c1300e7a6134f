import type { Random } from '../../kernel/random.ts';
import type { CloudWatchSettings } from '../settings.ts';
import type { Region } from '../state.ts';
import type { MetricAlarmRecord } from './alarm-record.ts';
import { evaluateMetric, evaluationInterval } from './evaluate-metric.ts';
import { repeatActions, setState, type TransitionPorts } from './transitions.ts';

export interface WatchPorts extends TransitionPorts {
  readonly random: Random;
  readonly settings: CloudWatchSettings;
  /** Brings the metrics of AWS's own services up to date. */
  readonly refresh: () => void;
}

/** Looks at metric alarms for as long as they exist; without one there is no timer. */
export interface AlarmWatch {
  /** Begins, or begins again after a change. */
  start(region: Region, alarm: MetricAlarmRecord): void;
  stop(alarm: Pick<MetricAlarmRecord, 'arn'>): void;
}

const MINUTE = 60_000;

export function createAlarmWatch(ports: WatchPorts): AlarmWatch {
  const timers = new Map<string, () => void>();

  function schedule(region: Region, alarm: MetricAlarmRecord, after: number): void {
    timers.set(
      alarm.arn,
      ports.clock.after(after, () => {
        schedule(region, alarm, evaluationInterval(alarm));
        look(ports, region, alarm);
      }),
    );
  }

  function stop({ arn }: Pick<MetricAlarmRecord, 'arn'>): void {
    timers.get(arn)?.();
    timers.delete(arn);
  }

  return {
    start(region, alarm) {
      stop(alarm);
      // Each alarm has a second of the minute of its own.
      schedule(region, alarm, ports.random.fork(alarm.arn).below(evaluationInterval(alarm)));
    },
    stop,
  };
}

function look(ports: WatchPorts, region: Region, alarm: MetricAlarmRecord): void {
  ports.refresh();
  const now = ports.clock.now();
  const { state, value } = evaluateMetric(region.metrics, alarm, now, ports.settings);
  if (state && state.value !== alarm.state.value) {
    setState(ports, region, alarm, state, value);
    return;
  }
  const inState = now - alarm.state.transitionedAt.getTime();
  const isDue = inState % MINUTE < evaluationInterval(alarm);
  if (isDue) repeatActions(ports, region, alarm, value);
}
