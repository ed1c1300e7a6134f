import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { formatOwner, isGone, parseOwner, readOwner } from './owner.ts';

describe('owner', () => {
  test('survives being written into a name', () => {
    const owner = readOwner();
    expect(parseOwner(`${formatOwner(owner)}-7`)).toEqual(owner);
    expect(parseOwner('someone-else')).toBeUndefined();
  });

  test('is this process while it lives, and nobody who was given its number later', () => {
    const owner = readOwner();
    expect(isGone(owner)).toBe(false);
    expect(isGone({ ...owner, started: `${Number(owner.started) + 1}` })).toBe(true);
  });

  test('is gone when the process has ended', async () => {
    const child = spawn(process.execPath, ['--eval', '']);
    await once(child, 'close');
    expect(isGone({ ...readOwner(), pid: child.pid ?? 0 })).toBe(true);
    expect(isGone({ ...readOwner(), pid: child.pid ?? 0, started: '0' })).toBe(true);
  });

  test('of another PID namespace is left alone', () => {
    expect(isGone({ ...readOwner(), namespace: '1', started: '1' })).toBe(false);
  });
});
