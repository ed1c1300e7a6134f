import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { repositoryRoot } from './repository.ts';
import { tallyJestResults } from './test/jest-results.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'describe-with-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function runFixture() {
  const options = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const { stdout } = spawnSync(
    process.execPath,
    [...options, '--json', '--testMatch', '**/describe-with.fixture.ts'],
    {
      cwd: repositoryRoot,
      encoding: 'utf8',
      env: { PATH: folder, HOME: folder, DOCKER_HOST: 'tcp://10.0.0.1:2375' },
    },
  );
  return tallyJestResults(JSON.parse(stdout), repositoryRoot);
}

test('skips where a tool is missing, and says in the title which and why', () => {
  expect(runFixture()).toEqual({
    passed: 1,
    failed: [],
    skipped: [
      'scripts/describe-with.fixture.ts: with tools (skipped, ' +
        'needs chromium: no chromium or chromium-browser or google-chrome on PATH; ' +
        'needs docker engine: DOCKER_HOST is tcp://10.0.0.1:2375, which is not a socket of this machine) ' +
        'knows their paths',
    ],
  });
});

test('names only what is missing', () => {
  const command = join(folder, 'chromium');
  writeFileSync(command, '#!/bin/sh\n');
  chmodSync(command, 0o755);
  const { skipped } = runFixture();
  expect(skipped).toHaveLength(1);
  expect(skipped[0]).toContain('with tools (skipped, needs docker engine: DOCKER_HOST is');
});
