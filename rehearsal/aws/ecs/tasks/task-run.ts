import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import { sleep } from '../../../../lib/action/clock.ts';
import type { Vpcs } from '../../ec2/vpcs.ts';
import type { Random } from '../../kernel/random.ts';
import type { LogSink } from '../../logs/log-sink.ts';
import { StartError, type TaskRuntime } from '../../runtime/runtime.ts';
import type { SecretSource } from '../secret-source.ts';
import { drawTime, type EcsSettings } from '../settings.ts';
import type { ContainerRecord, TaskRecord, TaskStatus, TaskStop } from '../state.ts';
import type { PullPorts } from './admit-pull.ts';
import type { Health } from './health-checks.ts';

/** What running tasks needs of its surroundings. */
export interface TaskPorts extends PullPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly runtime: TaskRuntime;
  readonly vpcs: Vpcs;
  readonly logs: LogSink;
  readonly secrets: SecretSource;
  readonly settings: EcsSettings;
}

/** What a task's owner does at its turns: a service registers targets and drains them. */
export interface TaskOwner {
  /** The task has another status, or is to stop. */
  onChange(task: TaskRecord): void;
  /** ACTIVATING: the containers run; the task goes on to RUNNING when this resolves. */
  activate(task: TaskRecord): Promise<void>;
  /** DEACTIVATING: the containers get SIGTERM when this resolves. */
  deactivate(task: TaskRecord): Promise<void>;
}

/** A task while it lives, as the steps of its life share it. */
export interface TaskRun {
  readonly ports: TaskPorts;
  readonly task: TaskRecord;
  readonly owner: TaskOwner;
  /** Aborts as soon as the task is to stop. */
  readonly toStop: AbortController;
  /** Resolves when an essential container has ended. */
  readonly essentialExit: PromiseWithResolvers<void>;
  /** The containers that were started. */
  readonly containers: StartedContainer[];
  /** Whether to drain before SIGTERM. */
  isGentle: boolean;
  /** Whether its machine has broken down. */
  isLost: boolean;
}

export interface StartedContainer {
  readonly definition: ContainerDefinition;
  readonly record: ContainerRecord;
  readonly exited: Promise<unknown>;
}

export function now({ ports }: TaskRun): Date {
  return new Date(ports.clock.now());
}

/**
 * Lets one of the settings' times pass.
 * @throws when the signal aborts before
 */
export function pass({ ports }: TaskRun, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return sleep(ports.clock, drawTime(ports.settings, ports.random, milliseconds), signal);
}

export function enter({ task, owner }: TaskRun, status: TaskStatus): void {
  task.lastStatus = status;
  task.version += 1;
  owner.onChange(task);
}

/** Tells of a container's health where it has changed. */
export function noteHealth({ task, owner }: TaskRun, record: ContainerRecord, health: Health): void {
  if (record.health === health) return;
  record.health = health;
  task.version += 1;
  owner.onChange(task);
}

/**
 * Makes the task stop; a second call changes nothing.
 * @param isGentle drains first (DEACTIVATING), as a service's scheduler does and StopTask does not
 */
export function requestStop(run: TaskRun, stop: TaskStop, isGentle = false): void {
  const { task, owner } = run;
  if (task.desiredStatus === 'STOPPED') return;
  task.desiredStatus = 'STOPPED';
  task.stop = stop;
  task.times.stoppingAt = now(run);
  task.version += 1;
  run.isGentle = isGentle && task.lastStatus === 'RUNNING';
  run.toStop.abort();
  owner.onChange(task);
}

/**
 * Makes a task stop whose start has failed. One that was told to stop keeps that reason, and a runtime that breaks in a
 * way of its own is a start that failed, with the cause in sight.
 */
export function failStart(run: TaskRun, error: unknown): void {
  const reason =
    error instanceof StartError ? error.message : `ResourceInitializationError: ${messageOf(error)}`;
  requestStop(run, { code: 'TaskFailedToStart', reason });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The machine below the task breaks down: nobody is asked to end, and nobody can tell an exit code. */
export function loseTask(run: TaskRun): void {
  run.isLost = true;
  requestStop(run, {
    code: 'InfrastructureHealth',
    reason: 'Task stopped: the infrastructure that hosts it has failed.',
  });
  for (const { record } of run.containers) record.running?.signal('SIGKILL');
}
