import { describe, expect, test } from '@jest/globals';
import { claimLoopbackAddress, loopbackAddress } from './addresses.ts';

describe('loopback addresses', () => {
  test('follow each other, over the end of a block too', () => {
    expect(loopbackAddress(0)).toBe('127.66.0.1');
    expect(loopbackAddress(1, '127.66.0.255')).toBe('127.66.1.0');
    expect(loopbackAddress(1, '127.66.255.255')).toBe('127.67.0.0');
  });

  test('are claimed once, and free again when released', async () => {
    const first = await claimLoopbackAddress('127.78.0.1');
    const second = await claimLoopbackAddress('127.78.0.1');
    expect([first.address, second.address]).toEqual(['127.78.0.1', '127.78.0.2']);
    await first.release();
    const third = await claimLoopbackAddress('127.78.0.1');
    expect(third.address).toBe('127.78.0.1');
    await Promise.all([second.release(), third.release()]);
  });

  test('where an address cannot be bound, it is 127.0.0.1', async () => {
    // TEST-NET-3 stands for an address that is not this machine's.
    const claim = await claimLoopbackAddress('203.0.113.1');
    expect(claim.address).toBe('127.0.0.1');
    await claim.release();
  });
});
