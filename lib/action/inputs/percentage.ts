import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

/** A share as `5%`, from 0% to 100%; its value is 0 to 1. */
export function percentage<const Declared extends Declaration>(
  declared: Declared,
): InputSpec<Given<number, undefined, Declared>> {
  return specify(declared, {
    allowed: 'a percentage such as 5% or 0.5%, from 0% to 100%',
    absent: undefined,
    parse(value: string) {
      const [, amount, sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(value) ?? [];
      if (amount === undefined) throw new UnusableValue('is not a percentage');
      if (sign === '') throw new UnusableValue('has no percent sign', `${amount}%`);
      if (Number(amount) > 100) throw new UnusableValue('is too large', '100%');
      return Number(amount) / 100;
    },
  });
}
