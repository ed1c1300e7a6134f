import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startOrder } from './start-order.ts';

/** Containers in any order, each depending on some that come earlier in a hidden order. */
const graphs = fc
  .array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((wishes) =>
    wishes.map(
      (wish, index): ContainerDefinition => ({
        name: `c${index}`,
        dependsOn: wish
          .filter(() => index > 0)
          .map((number) => ({ containerName: `c${number % index}`, condition: 'START' })),
      }),
    ),
  )
  .chain((containers) => fc.shuffledSubarray(containers, { minLength: containers.length }));

test('every container starts once, after those that it depends on', () => {
  fc.assert(
    fc.property(graphs, (containers) => {
      const order = startOrder(containers).map(({ name }) => name);
      expect([...order].sort()).toEqual(containers.map(({ name }) => name).sort());
      for (const { name, dependsOn = [] } of containers) {
        for (const { containerName } of dependsOn) {
          expect(order.indexOf(containerName)).toBeLessThan(order.indexOf(name));
        }
      }
    }),
  );
});

test('without dependencies they start as they stand', () => {
  expect(startOrder([{ name: 'b' }, { name: 'a' }]).map(({ name }) => name)).toEqual(['b', 'a']);
});
