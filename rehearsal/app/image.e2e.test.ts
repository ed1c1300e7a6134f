import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import { toolPath } from '../../scripts/requirements.ts';
import { findEngine } from '../engine/find-engine.ts';
import { ensureBaseImage } from '../image/base-image.ts';

const TAG = `platform-actions-rehearsal/app-test:${process.pid}`;

describeWith(['docker engine', 'docker command'], 'the image', () => {
  const docker = (...args: string[]) => execFileSync(toolPath('docker command'), args, { stdio: 'pipe' });

  beforeAll(async () => {
    const found = await findEngine(process.env);
    if (!found.engine) throw new Error(found.reason);
    const base = await ensureBaseImage(found.engine);
    const switches = { BASE: base, APP_VERSION: '9.0.0', CRASH_AFTER_SECONDS: '0.5' };
    const buildArguments = Object.entries(switches).flatMap(([name, value]) => [
      '--build-arg',
      `${name}=${value}`,
    ]);
    docker('build', '--tag', TAG, ...buildArguments, import.meta.dirname);
  }, 120_000);
  afterAll(() => {
    docker('rmi', '--force', TAG);
  });

  test('starts the application with the switches of its build arguments', () => {
    const run = ['run', '--rm', '--network', 'none', TAG];
    const { status, stdout, stderr } = spawnSync(toolPath('docker command'), run, { encoding: 'utf8' });
    expect(stdout).toBe('version 9.0.0: starting\nversion 9.0.0: listening on port 8080\n');
    expect(stderr).toBe('version 9.0.0: crashes after 0.5 s, as CRASH_AFTER_SECONDS asks\n');
    expect(status).toBe(1);
  });

  test('holds nothing but the application', () => {
    const script = 'console.log(fs.readdirSync("/app").join())';
    const run = ['run', '--rm', '--network', 'none', TAG, 'node', '--eval', script];
    expect(docker(...run).toString()).toBe('answers.mjs,server.mjs,settings.mjs\n');
  });
});
