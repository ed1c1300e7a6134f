import { matchesWhole } from './pattern.ts';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

/** `KEY=value` lines in their order; the value is everything after the first `=`. Empty when absent. */
export type KeyValues = ReadonlyMap<string, string>;

interface Keys {
  /** Every key has to match it whole. */
  readonly pattern?: RegExp;
}

/** Pairs, one a line. Empty lines and lines that begin with `#` are skipped. */
export function keyValues<const Declared extends Declaration & Keys>(
  declared: Declared,
): InputSpec<Given<KeyValues, KeyValues, Declared>> {
  const { pattern = /[^\s=]+/ } = declared as Keys;
  return specify<KeyValues, KeyValues, Declared>(declared, {
    allowed: 'lines of the form KEY=value',
    absent: new Map(),
    parse(value) {
      const pairs = new Map<string, string>();
      for (const [index, line] of value.split('\n').entries()) {
        const trimmed = line.trim();
        if (trimmed === '' || trimmed.startsWith('#')) continue;
        const [key, rest] = splitPair(trimmed);
        // The line itself may hold a secret, so the error names its number alone.
        if (rest === undefined) throw new UnusableValue(`has no "=" in line ${index + 1}`);
        if (!matchesWhole(pattern, key))
          throw new UnusableValue(`has a key that cannot be used in line ${index + 1}`);
        if (pairs.has(key)) throw new UnusableValue(`gives the key ${JSON.stringify(key)} twice`);
        pairs.set(key, rest);
      }
      return pairs;
    },
    secretsIn: (value) => value.split('\n').flatMap((line) => splitPair(line.trim())[1] ?? []),
  });
}

/** The key and what follows the first `=`; undefined when there is none. */
function splitPair(line: string): [key: string, value: string | undefined] {
  const at = line.indexOf('=');
  return at < 0 ? [line.trim(), undefined] : [line.slice(0, at).trim(), line.slice(at + 1)];
}
