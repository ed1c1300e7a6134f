import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryRoot } from './repository.ts';

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockfile: { packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
  readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'),
);
const { '': repository, ...locked } = lockfile.packages;
const packages = Object.entries(locked);

describe('package-lock.json', () => {
  test('holds the integrity of every package, and no address: any registry mirror will do', () => {
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test.each(['x64', 'arm64'])('brings Node 24 for Linux on %s', (cpu) => {
    expect(locked[`node_modules/node-linux-${cpu}`]?.version).toMatch(/^24\./);
    expect(repository?.optionalDependencies?.[`node-linux-${cpu}`]).toMatch(/^24\./);
  });

  test('holds the binaries of every platform, whichever platform wrote it', () => {
    // npm leaves out what another platform needs when it starts from an existing node_modules.
    const missing = packages.flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {})
        .filter((name) => !(`node_modules/${name}` in locked) && !(`${path}/node_modules/${name}` in locked))
        .map((name) => `${name}, wanted by ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test.each([
    ['linux', 'x64', 'glibc'],
    ['linux', 'arm64', 'glibc'],
    ['linux', 'x64', 'musl'],
    ['darwin', 'arm64', undefined],
    ['win32', 'x64', undefined],
  ])('has the binaries of Biome and swc for %s %s %s', (os, cpu, libc) => {
    const native = packages
      .filter(([, entry]) => entry.os?.includes(os) && entry.cpu?.includes(cpu))
      .filter(([, entry]) => libc === undefined || (entry.libc ?? [libc]).includes(libc))
      .map(([path]) => path.replace('node_modules/', ''));
    expect(native).toContainEqual(expect.stringMatching(/^@biomejs\/cli-/));
    expect(native).toContainEqual(expect.stringMatching(/^@swc\/core-/));
  });
});
