import { expect, test } from '@jest/globals';
import { createWorld, GOOD, NEXT, RECORD } from '../../testing/world.ts';
import { readHistoryOf } from './read-record.ts';

test('a record tells its releases, newest first; where none is kept nothing is loaded or asked', async () => {
  const world = await createWorld();
  await world.release(NEXT);
  const { signal } = new AbortController();
  let loaded = 0;
  const parameterStore = async () => {
    loaded += 1;
    return world.ports.ssm;
  };
  const read = (record: string | undefined) =>
    world.clock.run(readHistoryOf(record, { parameterStore, signal }));
  expect(await read(undefined)).toEqual({ releases: [], migrations: [] });
  expect(loaded).toBe(0);
  const { releases } = await read(RECORD);
  expect(releases.map(({ image }) => image)).toEqual([NEXT, GOOD]);
  expect(loaded).toBe(1);
});
