import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { modesOf, type Permission, type Permissions } from '../../lib/aws/permissions/permissions.ts';
import { inCell, renderTable } from './readme.ts';

/** What an action says of the statements of its policy in `permissions.ts`; undefined when every run needs all of them. */
export async function readPermissions(repository: string, action: string): Promise<Permissions | undefined> {
  const path = join(repository, 'actions', action, 'permissions.ts');
  if (!existsSync(path)) return undefined;
  const { PERMISSIONS } = (await import(pathToFileURL(path).href)) as { readonly PERMISSIONS: Permissions };
  return PERMISSIONS;
}

/** One line for each statement: what it is for, who needs it, and which feature it can be left away without. */
export function renderPermissions(permissions: Permissions): string {
  const all = modesOf(permissions);
  const rows = Object.entries(permissions).map(([sid, permission]) => [
    `\`${sid}\``,
    inCell(permission.purpose),
    describeModes(permission, all),
    permission.feature === undefined ? '' : `\`${permission.feature}\``,
  ]);
  return renderTable(['Statement', 'For', 'Needed by', 'Only with'], rows);
}

function describeModes({ modes = [] }: Permission, all: readonly string[]): string {
  const others = all.filter((mode) => !modes.includes(mode));
  const list = (some: readonly string[]) => some.map((mode) => `\`${mode}\``).join(', ');
  if (others.length === 0) return 'all';
  return others.length < modes.length ? `all but ${list(others)}` : list(modes);
}
