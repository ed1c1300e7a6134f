import { commandLine } from '../action/shell.ts';

/** Options of an `aws` command by their names: a text, a document that is written as JSON, or true for a flag. */
export type AwsOptions = Readonly<Record<string, string | number | object | true | undefined>>;

/** A command line for `aws`, fit for a POSIX shell. Options without a value are left out. */
export function awsCommand(command: string, region: string, options: AwsOptions): string {
  const all: AwsOptions = { ...options, region };
  const words = Object.entries(all).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return value === true ? [`--${name}`] : [`--${name}`, toWord(value)];
  });
  return commandLine(['aws', ...command.split(' '), ...words]);
}

/** JSON is taken by every option that has a structure, and its values may hold what `aws`'s own shorthand splits at. */
function toWord(value: string | number | object): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
