import { collect } from '../pagination.ts';
import { hadNoEffect } from '../retry/classify-error.ts';
import { DEFAULT_RETRY_POLICY, type RetryPorts, withRetries } from '../retry/retry.ts';
import { hasTags, isSameDefinition } from './canonical.ts';
import { fetchTaskDefinition, type TaskDefinitionPorts } from './fetch.ts';
import type { Registrable } from './registrable.ts';

/** The revision to deploy. */
export interface EnsuredRevision {
  readonly arn: string;
  /** False when there was an identical one already. */
  readonly isNew: boolean;
}

/** Each revision that is looked at costs a call; what is deployed again is nearly always among the newest. */
const REVISIONS_SEARCHED = 10;

/**
 * Finds the active revision that is exactly this definition, newest first, and registers one only when there is none.
 * RegisterTaskDefinition cannot be told from its repetition, so after a lost answer it looks again before it sends
 * again: one revision, however often it is run.
 */
export function ensureTaskDefinition(
  ports: TaskDefinitionPorts & RetryPorts,
  wanted: Registrable,
): Promise<EnsuredRevision> {
  return withRetries(
    ports,
    {
      what: 'ECS RegisterTaskDefinition',
      policy: DEFAULT_RETRY_POLICY,
      signal: ports.signal,
      // The client has already repeated what certainly had no effect.
      mayRepeat: (error) => !hadNoEffect(error),
    },
    async () => {
      const arn = await findIdentical(ports, wanted);
      return arn === undefined ? { arn: await register(ports, wanted), isNew: true } : { arn, isNew: false };
    },
  );
}

async function findIdentical(ports: TaskDefinitionPorts, wanted: Registrable): Promise<string | undefined> {
  for (const arn of await listNewest(ports, wanted.family ?? '')) {
    const { isActive, definition } = await fetchTaskDefinition(ports, arn);
    if (isActive && isSameDefinition(definition, wanted) && hasTags(definition, wanted.tags ?? []))
      return arn;
  }
  return undefined;
}

/** ARNs of the family's newest active revisions, newest first. */
function listNewest({ ecs, signal }: TaskDefinitionPorts, familyPrefix: string): Promise<string[]> {
  return collect(
    ecs.paginateListTaskDefinitions({ familyPrefix, status: 'ACTIVE', sort: 'DESC' }),
    (page) => page.taskDefinitionArns,
    { signal, limit: REVISIONS_SEARCHED },
  );
}

async function register({ ecs, signal }: TaskDefinitionPorts, wanted: Registrable): Promise<string> {
  const { taskDefinition } = await ecs.registerTaskDefinition(wanted, { abortSignal: signal });
  return taskDefinition?.taskDefinitionArn ?? '';
}
