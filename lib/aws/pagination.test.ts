import { expect, test } from '@jest/globals';
import { collect } from './pagination.ts';

const { signal } = new AbortController();

/** Pages of two, and how many were asked for. */
function pagesOf(count: number) {
  const asked = { pages: 0 };
  async function* pages() {
    for (let index = 0; index < count; index += 2) {
      asked.pages += 1;
      yield { items: [index, index + 1].filter((item) => item < count) };
    }
  }
  return { pages: pages(), asked };
}

test('every item of every page comes once', async () => {
  const { pages } = pagesOf(5);
  expect(await collect(pages, ({ items }) => items, { signal })).toEqual([0, 1, 2, 3, 4]);
});

test('a page without items ends nothing', async () => {
  const { pages } = pagesOf(5);
  const odd = collect(pages, ({ items }) => (items[0] === 2 ? undefined : items), { signal });
  expect(await odd).toEqual([0, 1, 4]);
});

test('no page is asked for beyond the limit', async () => {
  const { pages, asked } = pagesOf(100);
  expect(await collect(pages, ({ items }) => items, { signal, limit: 3 })).toEqual([0, 1, 2]);
  expect(asked.pages).toBe(2);
});

test('an abort ends it at once, also while a page is on its way', async () => {
  const cancel = new AbortController();
  async function* pages(): AsyncGenerator<number> {
    yield 1;
    await new Promise(() => {});
  }
  const work = collect(pages(), (page) => [page], { signal: cancel.signal });
  cancel.abort(new Error('Cancelled'));
  await expect(work).rejects.toThrow('Cancelled');
  await expect(collect(pages(), (page) => [page], { signal: cancel.signal })).rejects.toThrow('Cancelled');
});

test('what a page throws is thrown', async () => {
  async function* pages(): AsyncGenerator<number> {
    yield 1;
    throw new Error('AccessDenied');
  }
  await expect(collect(pages(), (page) => [page], { signal })).rejects.toThrow('AccessDenied');
});
