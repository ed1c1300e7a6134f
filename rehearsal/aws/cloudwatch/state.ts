import type { Clock } from '../../../lib/action/clock.ts';
import { type Call, perRegion } from '../kernel/call.ts';
import type { AlarmRecord } from './alarms/alarm-record.ts';
import type { HistoryItem } from './alarms/history.ts';
import { createMetricStore, type MetricStore } from './metrics/store.ts';

export type Place = Pick<Call, 'account' | 'region'>;

/** Everything that one account has in one region. */
export interface Region {
  readonly place: Place;
  readonly metrics: MetricStore;
  /** Metric and composite alarms share their names. */
  readonly alarms: Map<string, AlarmRecord>;
  /** ARNs of the composite alarms whose change is being told to those above them. */
  readonly changing: Set<string>;
  /** Oldest first; it outlives its alarms. */
  history: HistoryItem[];
}

export function createRegions(clock: Clock, onCreate: (region: Region) => void): (place: Place) => Region {
  return perRegion((place) => {
    const region: Region = {
      place: { account: place.account, region: place.region },
      metrics: createMetricStore(clock),
      alarms: new Map(),
      changing: new Set(),
      history: [],
    };
    onCreate(region);
    return region;
  });
}
