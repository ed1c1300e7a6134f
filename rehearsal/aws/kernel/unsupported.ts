import { notImplemented } from './errors.ts';

/**
 * Refuses members of an input that the embedded AWS would otherwise read and ignore.
 * @throws AwsError NotImplemented, naming the first such member that the caller gave
 */
export function refuseMembers<Input extends object>(
  operation: string,
  input: Input,
  members: readonly (keyof Input & string)[],
): void {
  const given = members.find((member) => input[member] !== undefined);
  if (given !== undefined) throw notImplemented(`${given} of ${operation}`);
}
