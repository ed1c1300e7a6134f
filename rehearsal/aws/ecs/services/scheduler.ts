import { type Target, targetKey } from '../../elbv2/target-groups.ts';
import type { EcsState, ServiceRecord, TaskRecord } from '../state.ts';
import type { TaskOwner } from '../tasks/task-run.ts';
import { startTasks, stopTasks } from './act.ts';
import { events } from './events.ts';
import { type Observation, observe } from './observe.ts';
import { settle, tripCircuitBreaker } from './rollout.ts';
import { type Decision, decide } from './schedule.ts';
import { deregisterTargets, drainTime, registerTargets } from './targets.ts';
import { countEnd } from './task-ends.ts';
import { createTurn, primaryOf, type SchedulerPorts, type Turn, targetsOf } from './turn.ts';

/** Keeps services as they are meant to be. It acts only after something has changed: an idle service costs no timer. */
export interface Scheduler {
  /** Tells that the service may have something to do; it is looked at in its next turn. */
  wake(state: EcsState, service: ServiceRecord): void;
}

/** What the scheduler keeps beside the service's record. */
interface Agenda {
  /** Turns are at this moment and whole intervals after it. */
  readonly phase: number;
  turnAt: number;
  callOff: () => void;
  /** Tasks that are to stop and have not been counted yet. */
  readonly ended: TaskRecord[];
  /** Tasks in ACTIVATING or DEACTIVATING, and how they go on. */
  readonly waiting: Map<TaskRecord, () => void>;
}

export function createScheduler(ports: SchedulerPorts): Scheduler {
  const { clock, random, settings, targetGroups } = ports;
  const agendas = new WeakMap<ServiceRecord, Agenda>();
  /** Which service a target belongs to. */
  const owners = new Map<string, { readonly state: EcsState; readonly service: ServiceRecord }>();

  targetGroups.onHealthChange((group, target) => {
    const owner = owners.get(ownerKey(group, target));
    if (owner) wake(owner.state, owner.service);
  });

  function agendaOf(service: ServiceRecord): Agenda {
    const known = agendas.get(service);
    if (known) return known;
    const phase = clock.now() - random.below(settings.schedulerInterval);
    const agenda = {
      phase,
      turnAt: Number.POSITIVE_INFINITY,
      callOff: () => {},
      ended: [],
      waiting: new Map(),
    };
    agendas.set(service, agenda);
    return agenda;
  }

  function wake(state: EcsState, service: ServiceRecord, at = clock.now()): void {
    const agenda = agendaOf(service);
    const turnAt = nextTurn(agenda.phase, settings.schedulerInterval, Math.max(at, clock.now()));
    if (turnAt >= agenda.turnAt) return;
    agenda.callOff();
    agenda.turnAt = turnAt;
    agenda.callOff = clock.after(turnAt - clock.now(), () => {
      agenda.turnAt = Number.POSITIVE_INFINITY;
      takeTurn(createTurn(ports, state, service), agenda);
    });
  }

  function takeTurn(turn: Turn, agenda: Agenda): void {
    const { state, service } = turn;
    const hasMovedTargets = [admit(turn, agenda), dismiss(turn, agenda)].includes(true);
    for (const task of agenda.ended.splice(0)) countEnd(turn, task);
    tripCircuitBreaker(turn);
    const observation = observe(turn);
    const decision = carryOut(turn, observation, ownerOf(state, service, agenda));
    const hasActed = hasMovedTargets || decision.start > 0 || decision.stop.length > 0;
    // A launch that found no capacity brings no change of a task that would wake the scheduler.
    if (hasActed) wake(state, service);
    else if (service.status === 'ACTIVE') settle(turn, observation);
    finishDraining(service);
    planNext(turn, observation);
  }

  /** Registers tasks, which then go on to RUNNING; tells whether there were any. */
  function admit(turn: Turn, agenda: Agenda): boolean {
    const tasks = registerTargets(turn);
    for (const task of tasks) {
      for (const { group, target } of targetsOf(task)) owners.set(ownerKey(group, target), turn);
      agenda.waiting.get(task)?.();
    }
    return tasks.length > 0;
  }

  /** Deregisters tasks, which get SIGTERM after the deregistration delay; tells whether there were any. */
  function dismiss(turn: Turn, agenda: Agenda): boolean {
    const tasks = deregisterTargets(turn);
    for (const task of tasks) {
      for (const { group, target } of targetsOf(task)) owners.delete(ownerKey(group, target));
      clock.after(drainTime(turn, task), () => agenda.waiting.get(task)?.());
    }
    return tasks.length > 0;
  }

  /** Time alone gives the scheduler something to do when a grace period or a back-off ends. */
  function planNext({ state, service, at }: Turn, { lookAgainAt }: Observation): void {
    const { notBefore } = service.launches;
    const next = notBefore > at.getTime() ? Math.min(lookAgainAt, notBefore) : lookAgainAt;
    if (Number.isFinite(next)) wake(state, service, next);
  }

  function ownerOf(state: EcsState, service: ServiceRecord, agenda: Agenda): TaskOwner {
    const wait = (task: TaskRecord) =>
      new Promise<void>((resolve) => {
        if (targetsOf(task).length === 0) resolve();
        else agenda.waiting.set(task, resolve);
      });
    return {
      onChange(task) {
        if (task.lastStatus === 'RUNNING') service.launches.failures = 0;
        if (isNewEnd(task)) agenda.ended.push(task);
        if (task.lastStatus === 'STOPPED') {
          service.tasks.delete(task);
          agenda.waiting.delete(task);
        }
        wake(state, service);
      },
      activate: wait,
      deactivate: wait,
    };
  }

  const counted = new WeakSet<TaskRecord>();
  function isNewEnd(task: TaskRecord): boolean {
    if (task.desiredStatus === 'RUNNING' || counted.has(task)) return false;
    counted.add(task);
    return true;
  }

  return { wake: (state, service) => wake(state, service) };
}

/** Decides and acts; a deleted service is one that wants no task. */
function carryOut(turn: Turn, observation: Observation, owner: TaskOwner): Decision {
  const { service, at, report } = turn;
  const primary = primaryOf(service);
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = service.options.deploymentConfiguration ?? {};
  const decision = decide({
    desiredCount: service.desiredCount,
    minimumHealthyPercent,
    maximumPercent,
    tasks: [...observation.conditions].map(([{ id, membership }, condition]) => ({
      id,
      condition,
      isPrimary: membership?.deployment === primary,
    })),
    mayStart: primary?.rolloutState !== 'FAILED' && at.getTime() >= service.launches.notBefore,
  });
  stopTasks(turn, decision, observation);
  if (primary) startTasks(turn, primary, decision, owner);
  if (decision.isBlocked) report(events.blocked());
  return decision;
}

function finishDraining(service: ServiceRecord): void {
  if (service.status === 'DRAINING' && service.tasks.size === 0) service.status = 'INACTIVE';
}

/** The first turn after `at`. */
function nextTurn(phase: number, interval: number, at: number): number {
  return phase + (Math.floor((at - phase) / interval) + 1) * interval;
}

function ownerKey(group: string, target: Target): string {
  return `${group} ${targetKey(target)}`;
}
