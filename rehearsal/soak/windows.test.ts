import { expect, test } from '@jest/globals';
import { createWindows } from './windows.ts';

test('a window allows every second that it touches, until it is closed', () => {
  const windows = createWindows();
  expect(windows.allows(5_000)).toBe(false);
  const close = windows.open(5_500);
  expect([4_000, 5_000, 900_000].map(windows.allows)).toEqual([false, true, true]);
  close(7_200);
  close(9_000);
  expect([5_000, 6_000, 7_000, 8_000].map(windows.allows)).toEqual([true, true, true, false]);
});

test('windows may overlap', () => {
  const windows = createWindows();
  const [first, second] = [windows.open(1_000), windows.open(2_000)];
  second(3_000);
  first(10_000);
  expect([0, 1_000, 9_000, 11_000].map(windows.allows)).toEqual([false, true, true, false]);
});
