import { describe, expect, test } from '@jest/globals';
import { createWorld } from '../testing/world.ts';
import { ACCESS_TABLES } from './tables.ts';

const { aws } = await createWorld();
for (const { load } of aws.services) await load?.();

describe.each(aws.services.map(({ model, operations }) => ({ name: model.name, model, operations })))(
  '$name',
  ({ name, model, operations }) => {
    const rows = ACCESS_TABLES[name]?.rows ?? {};

    test('has a row for every operation that is implemented', () => {
      expect(Object.keys(operations).filter((operation) => !(operation in rows))).toEqual([]);
    });

    test('has no row for an operation that the service does not have', () => {
      expect(Object.keys(rows).filter((operation) => !model.operations.has(operation))).toEqual([]);
    });
  },
);
