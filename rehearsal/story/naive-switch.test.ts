import { describe, expect, test } from '@jest/globals';
import { switchNaively } from './naive-switch.ts';
import { releaseUnderTraffic } from './release-under-traffic.ts';
import { SWITCH_INPUTS } from './settings.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

describe('releasing under traffic', () => {
  test('this switch loses no request, in any world', async () => {
    for (const seed of SEEDS) {
      const careful = await releaseUnderTraffic({ seed }, async ({ stage, target, image }) => {
        const end = await stage.runSwitch({ ...SWITCH_INPUTS, target: JSON.stringify(target), image });
        expect(end.outputs.verdict).toBe('released');
      });
      expect(careful.served).toBeGreaterThan(0);
      expect(careful.failed).toBe(0);
    }
  });

  test('a naive switch loses requests in the same worlds, wherever a node obeys late', async () => {
    const lost: number[] = [];
    for (const seed of SEEDS) {
      const { served, failed } = await releaseUnderTraffic({ seed }, switchNaively);
      expect(served).toBeGreaterThan(0);
      lost.push(failed);
    }
    expect(lost.filter((failed) => failed > 0).length).toBeGreaterThanOrEqual(SEEDS.length / 2);
  });
});
