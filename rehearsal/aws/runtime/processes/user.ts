/** Whom a container's process runs as. */
export interface ProcessUser {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** The image's own lists of users and groups; empty where it has none. */
export interface UserFiles {
  readonly passwd: string;
  readonly group: string;
}

/**
 * Reads a user as engines do: by name or number, with a group behind a colon. A number needs no entry: then the group is
 * 0 and the home is the root folder.
 * @throws Error in the engine's words when a name is in no list
 */
export function resolveUser(user: string, { passwd, group }: UserFiles): ProcessUser {
  const [name = '', groupName] = user.split(':');
  const wanted = name || '0';
  // name:password:uid:gid:comment:home:shell
  const entry = findEntry(passwd, wanted);
  if (!entry && !isNumber(wanted)) throw noEntry('user', wanted, 'passwd');
  const gid = groupName ? resolveGroup(groupName, group) : Number(entry?.[3] ?? 0);
  return { uid: Number(entry?.[2] ?? wanted), gid, home: entry?.[5] || '/' };
}

function resolveGroup(name: string, group: string): number {
  const entry = findEntry(group, name);
  if (!entry && !isNumber(name)) throw noEntry('group', name, 'group');
  return Number(entry?.[2] ?? name);
}

/** The entry whose name or number is the wanted one; names go first. */
function findEntry(file: string, wanted: string): readonly string[] | undefined {
  const entries = file.split('\n').map((line) => line.split(':'));
  return entries.find(([name]) => name === wanted) ?? entries.find(([, , id]) => id === wanted);
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

function noEntry(kind: string, name: string, file: string): Error {
  return new Error(`unable to find ${kind} ${name}: no matching entries in ${file} file`);
}
