import { summariseTargets } from '../../../../lib/aws/load-balancer/target-health.ts';
import { countHealthy, judgeStandby, type StandbyReading, type Wanted } from '../observe/readiness.ts';
import type { Gate } from './gates.ts';

/** Its name, by which a failure of it is told from those of gates that look at requests. */
export const TARGETS_GATE = 'targets';

/** Two bad readings in a row: a single one can be a check that a load-balancer node has just repeated. */
const BAD_READINGS = 2;

export interface TargetGatePorts {
  /** Reads the slot that gets traffic. */
  readonly read: () => Promise<StandbyReading>;
  /** Told how many targets are healthy whenever that is not as many as before: scale-out may add some. */
  readonly report: (healthy: number) => void;
}

/** A gate that fails when the slot that gets traffic has too few healthy targets, or its tasks do not stay up. */
export function createTargetGate(wanted: Wanted, interval: number, { read, report }: TargetGatePorts): Gate {
  let inARow = 0;
  let last = wanted.tasks;
  let saw = '';
  return {
    name: TARGETS_GATE,
    interval,
    isUndecided: () => inARow > 0 && inARow < BAD_READINGS,
    async check() {
      const reading = await read();
      const judged = judgeStandby(reading, wanted);
      const healthy = countHealthy(reading);
      saw = `${healthy} healthy, ${wanted.required} required`;
      if (judged.kind === 'failed') return judged.cause;
      if (healthy !== last) report(healthy);
      last = healthy;
      inARow = healthy < wanted.required ? inARow + 1 : 0;
      if (inARow < BAD_READINGS) return undefined;
      return `only ${healthy} of ${wanted.required} targets are healthy (${summariseTargets(reading.targets)})`;
    },
    saw: () => saw,
  };
}
