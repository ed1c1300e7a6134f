import type { StoppedContainer, StoppedTask } from './evidence.ts';

/** Why a task stopped, for people. */
export interface StopCause {
  /** `container "web" exited with code 1` */
  readonly what: string;
  readonly advice: string;
  /** False when nothing is wrong with the version: Spot, scaling, a person, the infrastructure. */
  readonly isOwnFault: boolean;
  /** No other task of the version will fare better: an image or a secret that cannot be had, after ECS's own retries. */
  readonly isHopeless?: true;
}

/** Says why a task stopped, from ECS's words and codes. */
export function explainStoppedTask(task: StoppedTask): StopCause {
  return (
    explainPull(task) ??
    explainInitialization(task) ??
    explainMemory(task) ??
    explainStart(task) ??
    explainHealthChecks(task) ??
    explainPlacement(task) ??
    explainOutside(task) ??
    explainExit(task) ??
    explainUnknown(task)
  );
}

const ownFault = (what: string, advice: string): StopCause => ({ what, advice, isOwnFault: true });

const hopeless = (what: string, advice: string): StopCause => ({
  ...ownFault(what, advice),
  isHopeless: true,
});

function explainPull(task: StoppedTask): StopCause | undefined {
  const text = findText(task, /CannotPull(Container|ImageManifest)Error|pull image manifest|image manifest/i);
  if (text === undefined) return undefined;
  const what = `the image cannot be pulled: ${text}`;
  if (/not found|manifest unknown|does not exist|no such image/i.test(text)) {
    return hopeless(
      what,
      'Push the image to this repository, or give one that is there; a lifecycle policy may have removed it.',
    );
  }
  if (/denied|forbidden|unauthorized|not authorized|no basic auth|40[13]/i.test(text)) {
    return hopeless(
      what,
      'Give the execution role of the task definition ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer and ecr:BatchGetImage.',
    );
  }
  if (/no space left/i.test(text))
    return ownFault(what, 'Raise the ephemeral storage of the task definition.');
  if (/timeout|timed out|dial tcp|no such host|connection refused|deadline exceeded/i.test(text)) {
    return ownFault(
      what,
      'The subnets of the service need a way to the registry: a NAT gateway, a public address, or VPC endpoints for ECR and S3.',
    );
  }
  return ownFault(what, 'Check the name of the image and the rights of the execution role.');
}

function explainInitialization(task: StoppedTask): StopCause | undefined {
  const text = findText(task, /ResourceInitializationError/);
  if (text === undefined) return undefined;
  const what = `the task cannot be prepared: ${text}`;
  // ECS begins so for either, and tells which one only after it.
  const told = text.replace(/unable to pull secrets or registry auth/i, '');
  if (/secret|ssm|parameter/i.test(told) && !/registry auth/i.test(told)) {
    return hopeless(
      what,
      'Check that every secret of the task definition exists in this region and that the execution role may read it (secretsmanager:GetSecretValue, ssm:GetParameters, kms:Decrypt).',
    );
  }
  if (/log ?group|logger|log stream|awslogs/i.test(text)) {
    return ownFault(
      what,
      'Create the log group, or set awslogs-create-group; the execution role needs logs:CreateLogStream and logs:PutLogEvents.',
    );
  }
  if (/registry auth/i.test(text)) {
    return ownFault(
      what,
      'The subnets of the service need a way to ECR (NAT gateway or VPC endpoints), and the execution role needs ecr:GetAuthorizationToken.',
    );
  }
  if (/efs|mount|file ?system/i.test(text)) {
    return ownFault(
      what,
      'Check the mount targets of the file system, their security groups and the access point.',
    );
  }
  return ownFault(
    what,
    'Check the network configuration of the service and the rights of the execution role.',
  );
}

/** Exit code 137 alone is any SIGKILL; only the reason tells that memory was the cause. */
function explainMemory(task: StoppedTask): StopCause | undefined {
  const container = task.containers.find(({ reason }) => /OutOfMemory/i.test(reason ?? ''));
  const text = container?.reason ?? findText(task, /OutOfMemory/i);
  if (text === undefined) return undefined;
  const who = container ? `container "${container.name}"` : 'a container';
  return ownFault(
    `${who} ran out of memory${exitOf(container)}: ${text}`,
    'Raise the memory of the container or the task, or lower what the application uses.',
  );
}

function explainStart(task: StoppedTask): StopCause | undefined {
  const text = findText(
    task,
    /Cannot(Start|Create)Container|ContainerRuntime(Timeout)?Error|CannotInspectContainer/,
  );
  if (text === undefined) return undefined;
  return ownFault(
    `the container cannot be started: ${text}`,
    'Check entry point, command, user and working directory, and that the image is built for the platform of the task definition.',
  );
}

function explainHealthChecks(task: StoppedTask): StopCause | undefined {
  const reason = task.stoppedReason ?? '';
  if (/failed ELB health checks/i.test(reason)) {
    return ownFault(
      `the load balancer's health checks fail: ${reason}`,
      'Check port, path and success codes of the health check, and that security groups let the load balancer in; a slow start needs a longer health-check grace period.',
    );
  }
  if (/failed container health checks/i.test(reason)) {
    return ownFault(
      `the container's own health check fails: ${reason}`,
      'Run the health check of the task definition in the image; a slow start needs a longer startPeriod.',
    );
  }
  return undefined;
}

function explainPlacement(task: StoppedTask): StopCause | undefined {
  const text = findText(task, /Capacity is unavailable|RESOURCE:|insufficient (capacity|memory|cpu)/i);
  return text === undefined ? undefined : { ...noCapacity(text), isOwnFault: false };
}

/** AWS has no room for a task. */
export function noCapacity(text: string): Pick<StopCause, 'what' | 'advice'> {
  return {
    what: `there is no capacity for the task: ${text}`,
    advice: 'Give the service subnets in more Availability Zones or more instances, or run it again later.',
  };
}

const OUTSIDE: Readonly<Record<string, string>> = {
  SpotInterruption: 'AWS took the Spot capacity back',
  UserInitiated: 'somebody stopped the task',
  InfrastructureHealth: 'the machine under the task failed',
  TerminationNotice: 'the machine under the task was retired',
};

function explainOutside({ stopCode = '', stoppedReason }: StoppedTask): StopCause | undefined {
  const scaling = /^Scaling activity initiated/i.test(stoppedReason ?? '');
  const what = scaling ? 'ECS stopped the task while scaling' : OUTSIDE[stopCode];
  if (what === undefined) return undefined;
  return {
    what: stoppedReason ? `${what}: ${stoppedReason}` : what,
    advice: 'Run it again.',
    isOwnFault: false,
  };
}

function explainExit(task: StoppedTask): StopCause | undefined {
  const exited = task.containers.filter(({ exitCode }) => exitCode !== undefined);
  const container = exited.find(({ exitCode }) => exitCode !== 0) ?? exited[0];
  if (!container) return undefined;
  const { name, exitCode = 0, reason } = container;
  return ownFault(
    `container "${name}" exited with code ${exitCode}${meaningOf(exitCode)}${reason ? `: ${reason}` : ''}`,
    adviceOnExit(exitCode),
  );
}

function meaningOf(exitCode: number): string {
  const meaning = {
    126: 'its command is not executable',
    127: 'its command was not found',
    134: 'SIGABRT',
    137: 'SIGKILL',
    139: 'SIGSEGV',
    143: 'SIGTERM',
  }[exitCode];
  return meaning ? ` (${meaning})` : '';
}

function adviceOnExit(exitCode: number): string {
  if (exitCode === 0)
    return 'The container ended as if its work was done; a service needs a command that keeps running.';
  if (exitCode === 126 || exitCode === 127)
    return 'Check entry point and command of the image and the task definition.';
  if (exitCode === 137) {
    return 'It was killed: it used too much memory, or did not end within stopTimeout after SIGTERM.';
  }
  return 'Its last log lines say why.';
}

function explainUnknown({ stopCode, stoppedReason }: StoppedTask): StopCause {
  const what = [stopCode, stoppedReason].filter(Boolean).join(': ');
  return ownFault(
    `the task stopped (${what || 'ECS gives no reason'})`,
    'See the stopped task in the ECS console.',
  );
}

function exitOf(container: StoppedContainer | undefined): string {
  return container?.exitCode === undefined ? '' : ` (exit code ${container.exitCode})`;
}

/** ECS tells the same either of the task or of the container. */
function findText({ stoppedReason, containers }: StoppedTask, pattern: RegExp): string | undefined {
  return [stoppedReason, ...containers.map(({ reason }) => reason)].find(
    (text) => text !== undefined && pattern.test(text),
  );
}
