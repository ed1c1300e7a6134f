import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

/** A whole number within limits, both included. */
export function integer<const Declared extends Declaration & Limits>(
  declared: Declared,
): InputSpec<Given<number, undefined, Declared>> {
  const { minimum, maximum } = declared as Limits;
  return specify(declared, {
    allowed: `a whole number from ${minimum} to ${maximum}`,
    absent: undefined,
    parse(value: string) {
      if (!/^[+-]?\d+$/.test(value))
        throw new UnusableValue('is not a whole number', nearestWhole(value, { minimum, maximum }));
      const number = Number(value);
      if (number < minimum) throw new UnusableValue('is too small', String(minimum));
      if (number > maximum) throw new UnusableValue('is too large', String(maximum));
      return number;
    },
  });
}

function nearestWhole(value: string, { minimum, maximum }: Limits): string | undefined {
  const number = Math.round(Number.parseFloat(value));
  return Number.isNaN(number) ? undefined : String(Math.min(maximum, Math.max(minimum, number)));
}
