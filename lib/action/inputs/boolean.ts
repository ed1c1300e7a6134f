import { nearest } from '../nearest.ts';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

// YAML 1.1 turned all of these into booleans, and GitHub's YAML 1.2 leaves `yes` and `on` as words: people write both.
const WORDS = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/** A switch. */
export function boolean<const Declared extends Declaration>(
  declared: Declared,
): InputSpec<Given<boolean, undefined, Declared>> {
  return specify(declared, {
    allowed: 'true or false (also yes, no, on, off)',
    absent: undefined,
    parse(value: string) {
      const known = WORDS.get(value.toLowerCase());
      if (known === undefined) throw new UnusableValue('is no switch', nearest(value, [...WORDS.keys()]));
      return known;
    },
  });
}
