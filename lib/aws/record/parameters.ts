import type { SSM } from '@aws-sdk/client-ssm';
import { collect } from '../pagination.ts';
import { serverDateOf } from '../server-date.ts';

/** Parameter Store as the record uses it: creation decides, everything that is read may be a moment old. */
export interface ParameterPorts {
  /** With `keepServerDates`. */
  readonly ssm: SSM;
  readonly signal: AbortSignal;
}

/** A parameter as one answer showed it. */
export interface ParameterReading {
  readonly name: string;
  readonly value: string;
  /** Goes up by one with every overwrite. */
  readonly version: number;
  /** How long before the answer it was written, in milliseconds, both by AWS's clock; undefined without its date. */
  readonly age: number | undefined;
}

/**
 * Creates a parameter that must not exist: the one atomic step of Parameter Store.
 * @returns false when there is one; after a lost answer it may be the caller's own
 */
export async function createParameter(
  { ssm, signal }: ParameterPorts,
  name: string,
  value: string,
): Promise<boolean> {
  try {
    await ssm.putParameter({ Name: name, Value: value, Type: 'String' }, { abortSignal: signal });
    return true;
  } catch (error) {
    if (isNamed(error, 'ParameterAlreadyExists')) return false;
    throw error;
  }
}

/** Writes a parameter whether it exists or not. */
export async function writeParameter({ ssm, signal }: ParameterPorts, name: string, value: string) {
  const input = { Name: name, Value: value, Type: 'String', Overwrite: true } as const;
  await ssm.putParameter(input, { abortSignal: signal });
}

/**
 * Reads one. GetParameters tells of a name that does not exist without an error, which looking for it is not.
 * @returns undefined when there is none, or none yet to see
 */
export async function readParameter(
  { ssm, signal }: ParameterPorts,
  name: string,
): Promise<ParameterReading | undefined> {
  const output = await ssm.getParameters({ Names: [name] }, { abortSignal: signal });
  const [found] = output.Parameters ?? [];
  if (!found) return undefined;
  const { Value = '', Version = 0, LastModifiedDate } = found;
  return { name, value: Value, version: Version, age: ageOf(LastModifiedDate, serverDateOf(output)) };
}

/** Everything below a folder, at any depth, as name and value. */
export async function readFolder(
  { ssm, signal }: ParameterPorts,
  path: string,
): Promise<readonly { readonly name: string; readonly value: string }[]> {
  const pages = ssm.paginateGetParametersByPath({ Path: path, Recursive: true });
  const parameters = await collect(pages, (page) => page.Parameters, { signal });
  return parameters.map(({ Name = '', Value = '' }) => ({ name: Name, value: Value }));
}

/** DeleteParameters takes at most this many names. */
const DELETED_AT_ONCE = 10;

/** Deletes what exists of these; a name that is gone already is no error. */
export async function deleteParameters({ ssm, signal }: ParameterPorts, names: readonly string[]) {
  for (let first = 0; first < names.length; first += DELETED_AT_ONCE) {
    const Names = names.slice(first, first + DELETED_AT_ONCE);
    await ssm.deleteParameters({ Names }, { abortSignal: signal });
  }
}

function ageOf(modified: Date | undefined, answered: Date | undefined): number | undefined {
  if (!modified || !answered) return undefined;
  // The date of an answer is in whole seconds, that of a change is not.
  return Math.max(0, answered.getTime() - modified.getTime());
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
