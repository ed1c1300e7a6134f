import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import { toolPath } from '../../scripts/requirements.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { findEngine } from '../engine/find-engine.ts';
import { describeBaseImage, ensureBaseImage } from './base-image.ts';

describeWith(['docker engine', 'docker command'], 'the base image', () => {
  let engine: EngineClient;
  beforeAll(async () => {
    const found = await findEngine(process.env);
    if (!found.engine) throw new Error(found.reason);
    engine = found.engine;
  });

  test('runs Node with the environment that it declares, and knows the user node', async () => {
    const reference = await ensureBaseImage(engine);
    const script = 'console.log(process.version, process.env.NODE_VERSION, os.userInfo().username)';
    const run = ['run', '--rm', '--network', 'none', '--user', 'node', reference, 'node', '--eval', script];
    const output = execFileSync(toolPath('docker command'), run, { encoding: 'utf8' });
    expect(output.trim()).toBe(`${process.version} ${process.versions.node} node`);
  });

  test('is made once: the same machine describes it alike', async () => {
    const { repository, tag } = await describeBaseImage();
    expect(await ensureBaseImage(engine)).toBe(`${repository}:${tag}`);
  });
});
