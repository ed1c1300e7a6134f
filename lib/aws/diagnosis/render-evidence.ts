import { summariseTargets } from '../load-balancer/target-health.ts';
import type { Evidence, LogTail, StoppedTask } from './evidence.ts';

/** More of them say nothing new. */
const TASKS_SHOWN = 3;
const EVENTS_SHOWN = 8;
const TARGETS_SHOWN = 8;

/** The evidence as lines of plain text, what tells most first. */
export function renderEvidence(evidence: Evidence): string[] {
  return [
    ...renderTasks(evidence.stoppedTasks),
    ...renderLog(evidence.log),
    ...renderTargets(evidence),
    ...renderDeployment(evidence),
    ...renderEvents(evidence),
    ...section('Could not be read', evidence.gaps),
  ];
}

function renderTasks(tasks: readonly StoppedTask[]): string[] {
  const lines = tasks.slice(0, TASKS_SHOWN).flatMap(renderTask);
  return section(`Stopped tasks${countOf(tasks.length, TASKS_SHOWN)}`, lines);
}

function renderTask({ id, stoppedAt, stopCode, stoppedReason, containers }: StoppedTask): string[] {
  const why = [stopCode, stoppedReason].filter(Boolean).join(': ');
  const told = containers.filter(({ exitCode, reason }) => exitCode !== undefined || reason !== undefined);
  return [
    [timeOf(stoppedAt), id, why].filter(Boolean).join('  '),
    ...told.map(({ name, exitCode, reason }) => {
      const parts = [exitCode === undefined ? 'never ran' : `exit code ${exitCode}`, reason];
      return `  container ${name}: ${parts.filter(Boolean).join(', ')}`;
    }),
  ];
}

function renderLog(log: LogTail | undefined): string[] {
  if (!log) return [];
  const where = `${log.group} ${log.stream}`;
  if (log.lines.length === 0) return [`Container ${log.container} has logged nothing (${where}).`];
  return section(
    `Last log lines of container ${log.container} (${where})`,
    log.lines.map((line) => `| ${line}`),
  );
}

function renderTargets({ targets }: Evidence): string[] {
  const unwell = targets.filter(({ state }) => state !== 'healthy');
  if (unwell.length === 0) return targets.length === 0 ? [] : [`Targets: ${summariseTargets(targets)}`];
  const lines = unwell
    .slice(0, TARGETS_SHOWN)
    .map(({ id, port, state, reason, description }) =>
      [`${id}:${port}`, state, reason, description].filter(Boolean).join('  '),
    );
  return section(`Targets: ${summariseTargets(targets)}`, lines);
}

function renderDeployment({ deployment }: Evidence): string[] {
  if (!deployment) return [];
  const { id, taskDefinition, rolloutState, rolloutStateReason, runningCount, desiredCount } = deployment;
  const revision = taskDefinition.split('/').at(-1);
  const state = [rolloutState, rolloutStateReason].filter(Boolean).join(': ');
  return [`Deployment ${id} of ${revision}: ${runningCount} of ${desiredCount} tasks run. ${state}`.trim()];
}

function renderEvents({ events }: Evidence): string[] {
  const lines = events.slice(0, EVENTS_SHOWN).map(({ at, message }) => `${timeOf(at)}  ${message}`);
  return section(`Service events${countOf(events.length, EVENTS_SHOWN)}`, lines);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function countOf(all: number, shown: number): string {
  return all > shown ? ` (newest ${shown} of ${all})` : '';
}

/** `12:03:11Z` */
function timeOf(time: Date | undefined): string {
  return time ? `${time.toISOString().slice(11, 19)}Z` : '';
}
