import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRegistryWorld, errorOf, name } from '../testing/registry.ts';

let world: Awaited<ReturnType<typeof createRegistryWorld>>;

beforeEach(async () => {
  world = await createRegistryWorld();
});

afterEach(() => world.close());

describe('tags', () => {
  test('are listed in pages', async () => {
    const text = await world.makeManifest('layer');
    for (const tag of ['b', 'c', 'a']) await world.putManifest(tag, text);
    const first = await world.call('GET', `${name}/tags/list?n=2`);
    expect(await first.json()).toEqual({ name, tags: ['a', 'b'] });
    const next = /<(.+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await world.call('GET', next);
    expect(await second.json()).toEqual({ name, tags: ['c'] });
    expect(second.headers.has('link')).toBe(false);
  });

  test('more than a thousand at once are refused, as other registries do not', async () => {
    expect(await errorOf(await world.call('GET', `${name}/tags/list?n=10000`))).toBe(
      "405 UNSUPPORTED: Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'",
    );
  });
});

test('what the registry does not have is refused', async () => {
  expect((await world.call('GET', '_catalog')).status).toBe(404);
  expect((await world.call('POST', `${name}/manifests/1`)).status).toBe(405);
  expect((await world.call('GET', '%')).status).toBe(400);
});
