import { expect, test } from '@jest/globals';
import { isFargateSize, readCpu, readMemory } from './fargate-sizes.ts';

test.each([
  [256, 512, true],
  [256, 1536, false],
  [256, 2048, true],
  [256, 3072, false],
  [512, 1024, true],
  [512, 5120, false],
  [1024, 1024, false],
  [1024, 8192, true],
  [4096, 8192, true],
  [8192, 18_432, false],
  [8192, 20_480, true],
  [16_384, 122_880, true],
  [16_384, 126_976, false],
  [300, 1024, false],
])('%i CPU units with %i MiB: %s', (cpu, memory, exists) => {
  expect(isFargateSize(cpu, memory)).toBe(exists);
});

test('sizes may be written in vCPU and GB', () => {
  expect([readCpu('1 vCPU'), readCpu('.25 vcpu'), readCpu('2048'), readCpu('one'), readCpu('')]).toEqual([
    1024,
    256,
    2048,
    undefined,
    undefined,
  ]);
  expect([readMemory('2GB'), readMemory('0.5 GB'), readMemory('512'), readMemory('1 vCPU')]).toEqual([
    2048,
    512,
    512,
    undefined,
  ]);
});
