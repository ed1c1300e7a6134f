import { describe, expect, test } from '@jest/globals';
import { chooseSubnet, createAddressPool } from './subnets.ts';

describe('chooseSubnet', () => {
  test('begins where it is told, and ignores the default route', () => {
    expect(chooseSubnet(['default'], 3)).toBe('10.77.3');
    expect(chooseSubnet([], 256 + 7)).toBe('10.77.7');
  });

  test('avoids networks that hold it, lie in it or are it', () => {
    expect(chooseSubnet(['10.77.3.0/24', '10.77.4.128/25', '10.77.5.9'], 3)).toBe('10.77.6');
    expect(chooseSubnet(['10.0.0.0/8'], 3)).toBe('172.31.0');
    expect(chooseSubnet(['10.0.0.0/8', '172.16.0.0/12'], 3)).toBe('192.168.0');
  });

  test('goes round before it leaves the first range', () => {
    expect(chooseSubnet(['10.77.255.0/24'], 255)).toBe('10.77.0');
  });

  test('finds nothing where all private networks are taken', () => {
    expect(chooseSubnet(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], 0)).toBeUndefined();
  });
});

describe('createAddressPool', () => {
  test('gives each address once, and again only after it came back', () => {
    const pool = createAddressPool('10.77.1');
    const taken = Array.from({ length: 251 }, () => pool.take());
    expect(taken[0]).toBe('10.77.1.4');
    expect(new Set(taken).size).toBe(251);
    expect(pool.take()).toBeUndefined();
    pool.giveBack('10.77.1.9');
    expect(pool.take()).toBe('10.77.1.9');
  });
});
