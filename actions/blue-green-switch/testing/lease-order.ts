import { isWrite } from '../../../lib/aws/operations.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** A change of the platform, and the lease under which it was made; 0 without one. */
export interface Change {
  readonly operation: string;
  readonly by: string;
  readonly lease: number;
}

/**
 * Everything that was changed from that entry of the journal on, the record and new revisions apart: those harm nobody.
 * A deployer works under the highest lease that it has created.
 */
export function changesSince({ aws }: Pick<World, 'aws'>, mark: number): Change[] {
  const leases = new Map<string, number>();
  const changes: Change[] = [];
  for (const { call, input, error } of aws.journal.slice(mark)) {
    const { operation, accessKeyId: by = '' } = call;
    if (error !== undefined || !isWrite(operation) || operation === 'RegisterTaskDefinition') continue;
    if (call.service !== 'ssm') {
      changes.push({ operation, by, lease: leases.get(by) ?? 0 });
      continue;
    }
    const { Name = '', Overwrite = false } = input as { Name?: string; Overwrite?: boolean };
    const [, number] = /\/lease\/(\d+)$/.exec(Name) ?? [];
    if (number !== undefined && !Overwrite) leases.set(by, Number(number));
  }
  return changes;
}
