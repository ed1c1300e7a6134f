import type { ContainerDefinition, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import { notImplemented } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';

/**
 * Members that would change what a task does and that no runtime here carries out. What only isolates, limits or
 * describes (`ulimits`, `linuxParameters`, `dockerLabels`, roles and the like) is kept and returned as sent.
 */
const TASK_MEMBERS = [
  'volumes',
  'inferenceAccelerators',
  'proxyConfiguration',
  'placementConstraints',
  'pidMode',
  'ipcMode',
] as const;

const CONTAINER_MEMBERS = [
  'repositoryCredentials',
  'links',
  'restartPolicy',
  'environmentFiles',
  'mountPoints',
  'volumesFrom',
  'hostname',
  'disableNetworking',
  'privileged',
  'dnsServers',
  'dnsSearchDomains',
  'extraHosts',
  'dockerSecurityOptions',
  'interactive',
  'pseudoTerminal',
  'resourceRequirements',
  'firelensConfiguration',
  'credentialSpecs',
] as const;

/** @throws AwsError NotImplemented that names the first member which the embedded AWS would have to ignore */
export function refuseUnsupported(
  input: RegisterTaskDefinitionRequest,
  { readsSecrets }: { readonly readsSecrets: boolean },
): void {
  refuseGiven('RegisterTaskDefinition', input, TASK_MEMBERS);
  for (const container of input.containerDefinitions ?? []) {
    refuseInContainer(container);
    if (!readsSecrets)
      refuseGiven(`container ${container.name} in RegisterTaskDefinition`, container, ['secrets']);
  }
}

function refuseInContainer(container: ContainerDefinition): void {
  const where = `container ${container.name} in RegisterTaskDefinition`;
  refuseGiven(where, container, CONTAINER_MEMBERS);
  const { logConfiguration } = container;
  if (logConfiguration) refuseGiven(where, logConfiguration, ['secretOptions']);
  if (logConfiguration && logConfiguration.logDriver !== 'awslogs') {
    throw notImplemented(`log driver ${logConfiguration.logDriver} of ${where}`);
  }
}
