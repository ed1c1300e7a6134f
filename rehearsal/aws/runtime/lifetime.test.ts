import { describe, expect, test } from '@jest/globals';
import { createLifetime } from './lifetime.ts';

describe('createLifetime', () => {
  test('closing waits for a start that is under way, and gives what it started', async () => {
    const lifetime = createLifetime();
    const gate = Promise.withResolvers<void>();
    const thing = { ended: new Promise<void>(() => {}) };
    const starting = lifetime.begin(async () => {
      await gate.promise;
      return lifetime.add(thing);
    });
    const ending = lifetime.end();
    gate.resolve();
    expect(await ending).toEqual([thing]);
    expect(await starting).toBe(thing);
  });

  test('closing does not mind a start that fails', async () => {
    const lifetime = createLifetime();
    const failing = lifetime.begin(() => Promise.reject(new Error('no such program')));
    expect(await lifetime.end()).toEqual([]);
    await expect(failing).rejects.toThrow('no such program');
  });

  test('nothing begins after the end', async () => {
    const lifetime = createLifetime();
    await lifetime.end();
    await expect(lifetime.begin(async () => 1)).rejects.toThrow('the embedded AWS is closing');
  });

  test('what has ended is forgotten', async () => {
    const lifetime = createLifetime();
    const end = Promise.withResolvers<void>();
    lifetime.add({ ended: end.promise });
    end.resolve();
    await end.promise;
    await Promise.resolve();
    expect(await lifetime.end()).toEqual([]);
  });
});
