import { nearest } from '../nearest.ts';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

/** One of a few words, in whatever case. */
export function choice<const Words extends readonly string[], const Declared extends Declaration>(
  declared: Declared & { readonly words: Words },
): InputSpec<Given<Words[number], undefined, Declared>> {
  const words: readonly Words[number][] = declared.words;
  return specify<Words[number], undefined, Declared>(declared, {
    allowed: words.join(', '),
    absent: undefined,
    parse(value) {
      const word = words.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
      if (word === undefined) throw new UnusableValue('is none of the choices', nearest(value, words));
      return word;
    },
  });
}
