import type { ContainerDefinition, PortMapping, Tag } from '@aws-sdk/client-ecs';
import type { Registrable } from './registrable.ts';

/**
 * Tells whether registering one would give what the other already is: AWS writes defaults out when it describes, in
 * lists whose order means nothing.
 */
export function isSameDefinition(a: Registrable, b: Registrable): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** Tags say who pays and who owns; a definition that lacks one of them is no substitute. */
export function hasTags(owner: Registrable, wanted: readonly Tag[]): boolean {
  return wanted.every(({ key, value }) =>
    (owner.tags ?? []).some((tag) => tag.key === key && (tag.value ?? '') === (value ?? '')),
  );
}

function canonicalText(definition: Registrable): string {
  const { tags: _apart, containerDefinitions = [], requiresCompatibilities, ...rest } = definition;
  return JSON.stringify(
    prune({
      ...rest,
      cpu: inUnits(rest.cpu, 'vcpu'),
      memory: inUnits(rest.memory, 'gb'),
      enableFaultInjection: rest.enableFaultInjection === true ? true : undefined,
      requiresCompatibilities: [...(requiresCompatibilities ?? [])].sort(),
      volumes: sortByName(rest.volumes),
      containerDefinitions: containerDefinitions.map((container) =>
        canonicalContainer(container, rest.networkMode),
      ),
    }),
  );
}

function canonicalContainer(
  container: ContainerDefinition,
  networkMode: Registrable['networkMode'],
): ContainerDefinition {
  return {
    ...container,
    cpu: container.cpu || undefined,
    essential: container.essential ?? true,
    environment: sortByName(container.environment),
    secrets: sortByName(container.secrets),
    portMappings: container.portMappings?.map((mapping) => canonicalPort(mapping, networkMode)),
    healthCheck: container.healthCheck && {
      ...container.healthCheck,
      interval: container.healthCheck.interval ?? 30,
      timeout: container.healthCheck.timeout ?? 5,
      retries: container.healthCheck.retries ?? 3,
    },
  };
}

/** With awsvpc and host a port has one number only; with bridge 0 asks for any, as does leaving it out. */
function canonicalPort(mapping: PortMapping, networkMode: Registrable['networkMode']): PortMapping {
  const hasOneNumber = networkMode === 'awsvpc' || networkMode === 'host';
  return {
    ...mapping,
    protocol: mapping.protocol ?? 'tcp',
    hostPort: hasOneNumber ? undefined : mapping.hostPort || undefined,
  };
}

/** `1 vCPU` and `2 GB` are 1024 units and 2048 MiB. */
function inUnits(size: string | undefined, unit: 'vcpu' | 'gb'): string | undefined {
  const match = new RegExp(`^\\s*([0-9.]+)\\s*${unit}\\s*$`, 'i').exec(size ?? '');
  return match ? String(Number(match[1]) * 1024) : size?.trim();
}

function sortByName<Item extends { name?: string | undefined }>(
  items: readonly Item[] | undefined,
): Item[] | undefined {
  return items && [...items].sort((a, b) => compare(a.name ?? '', b.name ?? ''));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Without what says nothing (undefined, null, empty lists and objects), and with keys in one order. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const kept = Object.entries(value)
    .map(([key, member]) => [key, prune(member)] as const)
    .filter(([, member]) => member !== undefined && !isEmpty(member))
    .sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
