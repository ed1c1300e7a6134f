import { sleep, systemClock } from '../../lib/action/clock.ts';
import type { Fault } from '../aws/faults/fault.ts';
import type { Random } from '../aws/kernel/random.ts';
import type { Administrator } from './administrator.ts';
import type { Windows } from './windows.ts';

/** Whose calls go wrong: the releases', not those of the administrator who looks after them. */
export const DEPLOYER = 'DEPLOYER';

const CALL_FAULTS = [
  { kind: 'throttled', probability: 0.3, count: 20 },
  { kind: 'server-error', probability: 0.2, count: 10 },
  { kind: 'unavailable', probability: 0.2, count: 10 },
  { kind: 'lost-request', probability: 0.2, count: 10 },
  { kind: 'lost-answer', probability: 0.2, count: 10 },
  { kind: 'stale-read', probability: 0.5, milliseconds: 2_000 },
] as const;

export type MischiefName = Fault['kind'] | 'kill-task' | 'kill-machine';

/** Nodes stay within what the releases hold. */
const NODE_LAG = 1_000;

export interface MischiefPorts {
  readonly random: Random;
  readonly administrator: Administrator;
  readonly windows: Windows;
  readonly onMischief: (name: MischiefName) => void;
}

/** Lets up to three things go wrong in the next half minute, at random moments; settles when the platform is well again. */
export async function makeMischief(ports: MischiefPorts): Promise<void> {
  const { random } = ports;
  const moments = Array.from({ length: random.below(4) }, () => random.below(30_000));
  await Promise.all(
    moments.map(async (moment) => {
      await sleep(systemClock, moment);
      await makeOne(ports);
    }),
  );
}

async function makeOne({ random, administrator, windows, onMischief }: MischiefPorts): Promise<void> {
  const choice = random.below(CALL_FAULTS.length + 4);
  const fault = CALL_FAULTS[choice];
  if (fault) {
    onMischief(fault.kind);
    return administrator.inject({ ...fault, accessKeyId: DEPLOYER });
  }
  if (choice === CALL_FAULTS.length) {
    onMischief('node-lag');
    return administrator.inject({ kind: 'node-lag', milliseconds: NODE_LAG });
  }
  if (choice === CALL_FAULTS.length + 1) {
    onMischief('capacity-shortage');
    return administrator.inject({ kind: 'capacity-shortage' });
  }
  const close = windows.open(Date.now());
  if (choice === CALL_FAULTS.length + 2) {
    onMischief('kill-machine');
    await administrator.inject({ kind: 'kill-machine', share: 0.5 });
  } else {
    onMischief('kill-task');
    const tasks = await administrator.runningTasks();
    const task = tasks[random.below(tasks.length)];
    if (task) await administrator.inject({ kind: 'kill-task', task });
  }
  await recover(administrator);
  close(Date.now());
}

/** How late a node may stop sending requests to a task that is gone, in milliseconds. */
const NODES_HEAR = 5_000;

/** No task comes in the place of the dead while there is no capacity: that ends too. */
async function recover(administrator: Administrator): Promise<void> {
  await sleep(systemClock, NODES_HEAR);
  if (!(await administrator.untilHealthy())) {
    await administrator.endFaults();
    await administrator.untilHealthy();
  }
  await sleep(systemClock, NODES_HEAR);
}
