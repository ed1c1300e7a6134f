import type { Context } from './condition.ts';

/**
 * Fills `${aws:username}` and its like into a pattern, `${key, 'default'}` included. What a variable brings is a text,
 * not a pattern.
 * @returns undefined when the call has no, or several, values for a variable: then nothing matches
 */
export function fillVariables(pattern: string, context: Context): string | undefined {
  let isKnown = true;
  const filled = pattern.replace(VARIABLE, (_, key: string, fallback: string | undefined) => {
    const values = context.get(key.trim().toLowerCase()) ?? [];
    const value = values.length === 1 ? values[0] : fallback;
    if (value === undefined) isKnown = false;
    return (value ?? '').replace(/[*?$]/g, (character) => `$\{${character}}`);
  });
  return isKnown ? filled : undefined;
}

const VARIABLE = /\$\{([^*?$}',][^}',]*)(?:,\s*'([^']*)')?\}/g;
