import { AwsError } from '../errors.ts';
import type { ServiceConstraints } from './constraints.ts';

/** 2^63 and more is no long; what is between 2^53 and it has lost digits already, as JavaScript reads it. */
const LIMITS = { 32: 2 ** 31, 64: 2 ** 63 } as const;

/**
 * Holds the members that are whole numbers on AWS to being such. The SDK's schemas do not tell them from others.
 * @param code of the error for a value of another kind, which is the protocol's
 * @throws AwsError
 */
export function refuseFractions(
  { operations, shapes }: ServiceConstraints,
  operation: string,
  input: unknown,
  code: string,
): void {
  visit(operations[operation], input);

  function visit(name: string | undefined, value: unknown): void {
    const shape = name === undefined ? undefined : shapes[name];
    if (!shape || value === undefined) return;
    if (typeof value === 'number' && shape.integer) requireWhole(value, LIMITS[shape.integer], code);
    // A layer of an image has millions of bytes, and none of them is a member.
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      visit(shape.members ? ownShape(shape.members, key) : shape.item, inner);
    }
  }
}

function ownShape(members: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function requireWhole(value: number, limit: number, code: string): void {
  if (Number.isInteger(value) && value >= -limit && value < limit) return;
  const kind = limit === LIMITS[32] ? 'an Integer' : 'a Long';
  throw new AwsError(code, `NUMBER_VALUE can not be converted to ${kind}`);
}
