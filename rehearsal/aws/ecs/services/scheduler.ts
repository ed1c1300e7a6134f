import { type Target, targetKey } from '../../elbv2/target-groups.ts';
import type { EcsState, ServiceRecord, TaskRecord } from '../state.ts';
import { nextAlarmCheck } from './alarms.ts';
import { carryOut } from './carry-out.ts';
import { type Observation, observe } from './observe.ts';
import { settle, tripAlarms, tripCircuitBreaker } from './rollout.ts';
import { deregisterTargets, drainTime, registerTargets } from './targets.ts';
import { countEnd } from './task-ends.ts';
import { watchTasks } from './task-watch.ts';
import { createTurn, type SchedulerPorts, type Turn, targetsOf } from './turn.ts';
import { createTurnTimer, type TurnTimer } from './turn-timer.ts';

/** Keeps services as they are meant to be. It acts only after something has changed: an idle service costs no timer. */
export interface Scheduler {
  /** Tells that the service may have something to do; it is looked at in its next turn. */
  wake(state: EcsState, service: ServiceRecord): void;
}

/** Whose turn it is when the health of a target changes. */
type TargetOwners = Map<string, TurnTimer>;

export function createScheduler(ports: SchedulerPorts): Scheduler {
  const timers = new WeakMap<ServiceRecord, TurnTimer>();
  const owners: TargetOwners = new Map();
  ports.targetGroups.onHealthChange((group, target) => owners.get(ownerKey(group, target))?.wake());
  return {
    wake(state, service) {
      const timer = timers.get(service) ?? scheduleService(ports, owners, state, service);
      timers.set(service, timer);
      timer.wake();
    },
  };
}

/** Everything that happens to one service, turn by turn. */
function scheduleService(
  ports: SchedulerPorts,
  owners: TargetOwners,
  state: EcsState,
  service: ServiceRecord,
): TurnTimer {
  const timer = createTurnTimer(ports, takeTurn);
  const watch = watchTasks(service, () => timer.wake());

  function takeTurn(): void {
    const turn = createTurn(ports, state, service);
    const moved = [...admit(turn), ...dismiss(turn)];
    for (const task of watch.takeEnds()) countEnd(turn, task);
    tripCircuitBreaker(turn);
    tripAlarms(turn);
    const observation = observe(turn);
    const { start, stop } = carryOut(turn, observation, watch.owner);
    // A launch that found no capacity brings no change of a task that would wake the scheduler.
    if (moved.length > 0 || start > 0 || stop.length > 0) timer.wake();
    else if (service.status === 'ACTIVE') settle(turn, observation);
    if (service.status === 'DRAINING' && service.tasks.size === 0) service.status = 'INACTIVE';
    wakeInTime(turn, observation);
  }

  /** Registers tasks, which then go on to RUNNING. */
  function admit(turn: Turn): TaskRecord[] {
    const tasks = registerTargets(turn);
    for (const task of tasks) {
      for (const { group, target } of targetsOf(task)) owners.set(ownerKey(group, target), timer);
      watch.letGoOn(task);
    }
    return tasks;
  }

  /** Deregisters tasks, which get SIGTERM after the deregistration delay. */
  function dismiss(turn: Turn): TaskRecord[] {
    const tasks = deregisterTargets(turn);
    for (const task of tasks) {
      for (const { group, target } of targetsOf(task)) owners.delete(ownerKey(group, target));
      if (task.lastStatus === 'STOPPED') service.tasks.delete(task);
      ports.clock.after(drainTime(turn, task), () => watch.letGoOn(task));
    }
    return tasks;
  }

  /** Time alone gives the scheduler something to do when a grace period or a back-off ends, and where alarms are watched. */
  function wakeInTime(turn: Turn, { lookAgainAt }: Observation): void {
    const { notBefore } = service.launches;
    const launchAt = notBefore > turn.at.getTime() ? notBefore : Number.POSITIVE_INFINITY;
    const next = Math.min(lookAgainAt, launchAt, nextAlarmCheck(turn));
    if (Number.isFinite(next)) timer.wake(next);
  }

  return timer;
}

function ownerKey(group: string, target: Target): string {
  return `${group} ${targetKey(target)}`;
}
