import type { ImageConfig } from '../ecr/images.ts';

/** The variables that an image sets; one without `=` is empty. */
export function readImageEnvironment({ Env }: ImageConfig): Readonly<Record<string, string>> {
  return Object.fromEntries((Env ?? []).map(splitVariable));
}

function splitVariable(variable: string): readonly [name: string, value: string] {
  const separator = variable.indexOf('=');
  return separator === -1 ? [variable, ''] : [variable.slice(0, separator), variable.slice(separator + 1)];
}
