import { defineBehaviours } from '../../conformance/behaviour.ts';

/** How ECS runs tasks. */
export const TASK_BEHAVIOURS = defineBehaviours({
  'shortage-is-no-error': {
    does: 'RunTask without capacity answers HTTP 200 with no tasks and failures',
    basis: 'documentation',
    source: 'API reference, RunTask',
    mutant: {
      file: 'ecs/tasks/run-task.ts',
      from: 'return { tasks: [], failures: Array.from',
      to: 'throw new Error(reason); return { tasks: [], failures: Array.from',
    },
  },
  'ten-tasks': {
    does: 'RunTask starts at most ten tasks',
    basis: 'model',
    source: 'RunTask$count',
    mutant: { file: 'ecs/tasks/run-task.ts', from: 'const MOST_TASKS = 10;', to: 'const MOST_TASKS = 100;' },
  },
  'started-by-characters': {
    does: 'startedBy has up to 128 letters, digits, hyphens, underscores and slashes',
    basis: 'model',
    source: 'RunTask$startedBy',
    mutant: { file: 'ecs/tasks/run-task.ts', from: '[\\w/-]{0,128}', to: '[\\w/.:-]{0,128}' },
  },
  'started-by-alone': {
    does: 'startedBy has to be the only filter of ListTasks, beside the desired status',
    basis: 'report',
    source:
      'ListTasks$startedBy; aws-sdk-go-v2 #1893; the status goes with it in airflow’s EcsRunTaskOperator',
    mutant: {
      file: 'ecs/tasks/operations.ts',
      from: 'if (startedBy !== undefined && (family',
      to: 'if (startedBy === null && (family',
    },
  },
  'pending-matches-nothing': {
    does: 'no task ever has the desired status PENDING',
    basis: 'model',
    source: 'ListTasks$desiredStatus',
    mutant: {
      file: 'ecs/tasks/operations.ts',
      from: 'task.desiredStatus === desiredStatus &&',
      to: '[task.desiredStatus, task.lastStatus].includes(desiredStatus) &&',
    },
  },
  'token-finds-task': {
    does: 'the same client token with the same parameters answers the same task, also when it has stopped',
    basis: 'documentation',
    source: 'API reference, ensuring idempotency',
    mutant: {
      file: 'ecs/tasks/run-task.ts',
      from: 'if (repeated) return',
      to: "if (repeated?.every(({ lastStatus }) => lastStatus !== 'STOPPED')) return",
    },
  },
  'token-conflict': {
    does: 'the same client token with other parameters is ConflictException',
    basis: 'model',
    source: 'ConflictException',
    mutant: {
      file: 'ecs/tasks/client-tokens.ts',
      from: 'if (isDeepStrictEqual(entry.request, request)) return entry.tasks;',
      to: 'return entry.tasks;',
    },
  },
  'token-lives-a-day': {
    does: 'a client token is forgotten after 24 hours',
    basis: 'documentation',
    source: 'API reference, ensuring idempotency',
    mutant: {
      file: 'ecs/tasks/client-tokens.ts',
      from: 'const LIFETIME = 24 * 3_600_000;',
      to: 'const LIFETIME = 100 * 3_600_000;',
    },
  },
  'token-per-cluster': {
    does: 'the same client token in another cluster is another one',
    basis: 'documentation',
    source: 'API reference, ensuring idempotency',
    mutant: {
      file: 'ecs/tasks/client-tokens.ts',
      from: "return [arn, token].join(' ');",
      to: 'return token;',
    },
  },
  'missing-after-run': {
    does: 'right after RunTask its task may be MISSING',
    basis: 'hypothesis',
    source: 'API reference, RunTask: eventual consistency; setting tasksAppearWithin',
    mutant: {
      file: 'ecs/tasks/new-task.ts',
      from: 'options.visibleFrom ?? createdAt.getTime()',
      to: 'createdAt.getTime()',
    },
  },
  'stopped-kept-an-hour': {
    does: 'a stopped task can be described for about an hour',
    basis: 'documentation',
    source: 'API reference, StopTask and DescribeTasks',
    mutant: {
      file: 'ecs/settings.ts',
      from: 'stoppedTasksKept: 3_600_000,',
      to: 'stoppedTasksKept: 600_000,',
    },
  },
  'stop-drops-tags': {
    does: 'StopTask takes the tags of the task away',
    basis: 'model',
    source: 'StopTask',
    mutant: { file: 'ecs/tasks/operations.ts', from: '      task.tags = [];\n', to: '' },
  },
  'stop-reason-shows': {
    does: 'the reason given to StopTask is the stoppedReason, with the code UserInitiated',
    basis: 'model',
    source: 'StopTask$reason',
    mutant: {
      file: 'ecs/tasks/operations.ts',
      from: "input.reason ?? 'Task stopped by user'",
      to: "'Task stopped by user'",
    },
  },
  'stop-does-not-drain': {
    does: 'StopTask sends SIGTERM at once, before the load balancer knows',
    basis: 'report',
    source: 'containers-roadmap #576 and #708',
    mutant: {
      file: 'ecs/tasks/operations.ts',
      from: "'Task stopped by user' });",
      to: "'Task stopped by user' }, true);",
    },
  },
  'sigkill-after-timeout': {
    does: 'what ignores SIGTERM gets SIGKILL after stopTimeout, 30 s by default',
    basis: 'model',
    source: 'StopTask; ContainerDefinition$stopTimeout',
    mutant: { file: 'ecs/settings.ts', from: 'stopTimeout: 30_000,', to: 'stopTimeout: 10_000,' },
  },
  'no-exit-code-without-run': {
    does: 'a container that never ran has no exit code; the task is TaskFailedToStart with the reason on both',
    basis: 'documentation',
    source: 'Developer guide, stopped tasks error codes',
    mutant: {
      file: 'ecs/tasks/start-containers.ts',
      from: 'if (error instanceof StartError) record.reason = error.message;',
      to: 'if (error instanceof StartError) record.exitCode = 1;',
    },
  },
  'out-of-memory-shows': {
    does: 'a container killed for its memory says OutOfMemoryError beside the exit code',
    basis: 'documentation',
    source: 'Developer guide, stopped tasks error codes',
    mutant: { file: 'ecs/tasks/start-containers.ts', from: '  record.reason = exit.reason;\n', to: '' },
  },
  'exit-stops-task': {
    does: 'the end of an essential container ends the task with EssentialContainerExited',
    basis: 'model',
    source: 'TaskStopCode',
    mutant: {
      file: 'ecs/tasks/start-containers.ts',
      from: "code: 'EssentialContainerExited', reason",
      to: "code: 'UserInitiated', reason",
    },
  },
  'tag-is-resolved-once': {
    does: 'all tasks of a deployment run the image that its first task found behind the tag',
    basis: 'documentation',
    source: 'Developer guide, container image resolution; ContainerDefinition$versionConsistency',
    mutant: {
      file: 'ecs/tasks/image-version.ts',
      from: "if (digest === undefined || image.includes('@')) return image;",
      to: 'if (image) return image;',
    },
  },
  'secrets-come-at-start': {
    does: 'secrets are read with the execution role as the task starts, and stand in no answer',
    basis: 'documentation',
    source: 'Developer guide, passing sensitive data to a container',
    mutant: {
      file: 'ecs/tasks/container-launch.ts',
      from: '      ...secrets,\n',
      to: '',
    },
  },
  'unreadable-secret-fails-start': {
    does: 'a task whose secret cannot be read does not start: ResourceInitializationError',
    basis: 'report',
    source: 'aws/copilot-cli #2095, Releem/releem-agent #195',
    mutant: {
      file: 'ecs/tasks/read-secrets.ts',
      from: '`ResourceInitializationError: unable to pull secrets or registry auth: ',
      to: '`CannotStartContainerError: ',
    },
  },
  'waits-for-dependency': {
    does: 'a container starts when what it depends on is as far as the condition says',
    basis: 'model',
    source: 'ContainerDependency$condition',
    mutant: {
      file: 'ecs/tasks/dependencies.ts',
      from: 'HEALTHY: () =>',
      to: 'HEALTHY: async () => true, NEVER: () =>',
    },
  },
  'health-in-a-row': {
    does: 'so many failed checks in a row as retries says make a container UNHEALTHY, one pass makes it HEALTHY',
    basis: 'model',
    source: 'HealthCheck$retries',
    mutant: {
      file: 'ecs/tasks/health-checks.ts',
      from: 'if (failures >= retries) onHealth',
      to: 'if (failures >= 1) onHealth',
    },
  },
});
