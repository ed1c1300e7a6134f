import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { systemClock } from '../../../../lib/action/clock.ts';
import { describeWith } from '../../../../scripts/describe-with.ts';
import { claimInstanceName } from '../../../machine/owner.ts';
import { createNetwork } from '../../network.ts';
import { chooseIsolation } from './choose-isolation.ts';
import { namesOf } from './namespaces/names.ts';

describeWith('network namespaces', 'chooseIsolation', () => {
  jest.setTimeout(30_000);
  const ports = { clock: systemClock, network: createNetwork() };
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isolation-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('gives namespaces where they work', async () => {
    const isolation = await chooseIsolation(ports, claimInstanceName(), folder);
    expect(isolation.description).toBe('each task in a network namespace of its own, without memory limits');
    await isolation.close();
  });

  test('gives plain processes where something stands in the way, says what, and leaves no bridge', async () => {
    const instance = claimInstanceName();
    // A comma separates options of mount: the overlay cannot be mounted from here.
    const isolation = await chooseIsolation(ports, instance, join(folder, 'with,comma'));
    expect(isolation.description).toMatch(
      /^as plain processes, because sh -s \S+ \S+: mount: .*: a free port in PORT, this machine's files/,
    );
    expect(existsSync(`/sys/class/net/${namesOf(instance).bridge}`)).toBe(false);
  });
});
