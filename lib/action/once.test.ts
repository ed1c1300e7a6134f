import { expect, test } from '@jest/globals';
import { once } from './once.ts';

test('what is made once is made when it is asked for, and is the same for all', async () => {
  let made = 0;
  const get = once(async () => ({ number: ++made }));
  expect(made).toBe(0);
  const [first, second] = await Promise.all([get(), get()]);
  expect(first).toBe(second);
  expect(await get()).toEqual({ number: 1 });
});

test('what cannot be made is not tried again', async () => {
  let tries = 0;
  const get = once(() => Promise.reject(new Error(`try ${++tries}`)));
  await expect(get()).rejects.toThrow('try 1');
  await expect(get()).rejects.toThrow('try 1');
});
