import { notImplemented } from './errors.ts';

/**
 * Refuses members that the embedded AWS would have to ignore. Empty lists and false ask for nothing: consoles and
 * `describe | register` round trips send them.
 * @param where what the error calls the place: `CreateService`, `container web in RegisterTaskDefinition`
 * @throws AwsError NotImplemented, naming the first such member that the caller gave
 */
export function refuseGiven<Input extends object>(
  where: string,
  input: Input,
  members: readonly (keyof Input & string)[],
): void {
  const member = members.find((name) => isGiven(input[name]));
  if (member) throw notImplemented(`${member} of ${where}`);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
