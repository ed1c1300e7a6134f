import type { Clock } from '../../lib/action/clock.ts';
import { driveTraffic, type Send, type TrafficSettings } from './drive.ts';
import { createTally, type SecondCounts, type TrafficTotals } from './tally.ts';

/** What constant traffic has met with. */
export interface TrafficReport {
  readonly seconds: readonly SecondCounts[];
  readonly totals: TrafficTotals;
}

/** Constant traffic, in this process or another. */
export interface Traffic {
  /** Begins the totals anew with the requests sent from now on; gives the moment. */
  countFromNow(): Promise<number>;
  /** Sends nothing more and waits for what is open. */
  stop(): Promise<TrafficReport>;
}

export interface TrafficPorts {
  readonly clock: Clock;
  readonly send: Send;
  /** Called for each second when it is over and all its requests have ended. */
  readonly onSecond?: (second: SecondCounts) => void;
}

/** Starts traffic in this process, in the time of the given clock. */
export function startTraffic(settings: TrafficSettings, { clock, send, onSecond }: TrafficPorts): Traffic {
  const seconds: SecondCounts[] = [];
  const tally = createTally(clock.now(), (second) => {
    seconds.push(second);
    onSecond?.(second);
  });
  const stopSending = driveTraffic(settings, { clock, send, tally });
  return {
    async countFromNow() {
      const at = clock.now();
      tally.countFrom(at);
      return at;
    },
    async stop() {
      await stopSending();
      return { seconds, totals: tally.readTotals() };
    },
  };
}
