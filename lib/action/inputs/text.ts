import { matchesWhole } from './pattern.ts';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

/** What a text has to look like. */
interface Shape {
  /** Matches the whole text; anything is allowed without it. */
  readonly pattern?: RegExp;
  /** What is allowed, in words and with an example: `a repository name such as team/web`. */
  readonly allowed?: string;
}

/** Plain text, with the white space around it removed. */
export function text<const Declared extends Declaration & Shape>(
  declared: Declared,
): InputSpec<Given<string, undefined, Declared>> {
  const { pattern, allowed = 'any text' } = declared as Shape;
  return specify(declared, {
    allowed,
    absent: undefined,
    parse(value: string) {
      if (pattern && !matchesWhole(pattern, value)) throw new UnusableValue(`is not ${allowed}`);
      return value;
    },
  });
}
