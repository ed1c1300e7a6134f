import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Permissions } from '../../lib/aws/permissions/permissions.ts';
import type { Policy } from '../../lib/aws/permissions/policy.ts';
import { readPermissions } from '../build/permissions-table.ts';

/** What an action ships of permissions. */
export interface Shipped {
  readonly policy: Policy;
  /** What each statement is for; empty when every run needs all of them. */
  readonly permissions: Permissions;
}

/** Reads them. */
export async function readShipped(repository: string, action: string): Promise<Shipped> {
  const text = readFileSync(join(repository, 'actions', action, 'policy.json'), 'utf8');
  return {
    policy: JSON.parse(text) as Policy,
    permissions: (await readPermissions(repository, action)) ?? {},
  };
}
