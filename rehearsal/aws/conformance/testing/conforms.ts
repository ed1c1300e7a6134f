import { test } from '@jest/globals';
import type { Behaviours } from '../behaviour.ts';

/** One conformance test for each behaviour of a part: `fail-open: a group without a healthy target gets its share`. */
export function conforms<Name extends string>(
  behaviours: Behaviours<Name>,
  proofs: Readonly<Record<Name, () => void | Promise<void>>>,
): void {
  const names = Object.keys(behaviours) as Name[];
  test.each(names.map((name) => ({ name, does: behaviours[name].does })))(
    '$name: $does',
    async ({ name }) => {
      await proofs[name]();
    },
  );
}
