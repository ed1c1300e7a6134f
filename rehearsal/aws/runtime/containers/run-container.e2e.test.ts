import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeWith } from '../../../../scripts/describe-with.ts';
import type { EngineClient } from '../../../engine/engine-client.ts';
import { findEngine } from '../../../engine/find-engine.ts';
import { ensureBaseImage } from '../../../image/base-image.ts';
import { claimInstanceName } from '../../../machine/owner.ts';
import { createNetwork } from '../../network.ts';
import type { ContainerExit, ContainerLaunch, TaskNetwork } from '../runtime.ts';
import { removeInstance } from './instance-resources.ts';
import { runContainer } from './run-container.ts';
import { createTaskNetworks, type TaskNetworks } from './task-networks.ts';

describeWith('docker engine', 'a container', () => {
  let engine: EngineClient;
  let image: string;
  let instance: string;
  let networks: TaskNetworks;
  let network: TaskNetwork;

  beforeAll(async () => {
    const found = await findEngine(process.env);
    if (!found.engine) throw new Error(found.reason);
    engine = found.engine;
    image = await ensureBaseImage(engine);
  }, 30_000);
  beforeEach(async () => {
    instance = claimInstanceName();
    networks = await createTaskNetworks(engine, createNetwork(), instance);
    network = await networks.attach();
  });
  afterEach(() => removeInstance(engine, instance));

  async function start(script: string, launch: Partial<ContainerLaunch> = {}) {
    const exit = Promise.withResolvers<ContainerExit>();
    const onExit = exit.resolve;
    const command = ['node', '--eval', script];
    const base = { taskId: 'task', name: 'app', image, network, environment: {}, ports: [], onLog: () => {} };
    const place = { instance, image, networkMode: networks.modeOf(network) };
    const container = await runContainer(engine, { ...base, command, onExit, ...launch }, place);
    return { container, exit: exit.promise };
  }

  test('that takes more memory than it may is killed, and the exit says why', async () => {
    const script = 'const all = []; for (;;) all.push(Buffer.alloc(1_000_000, 1));';
    const { exit } = await start(script, { memoryMebibytes: 64 });
    expect(await exit).toEqual({
      exitCode: 137,
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    });
  });

  test('that somebody removes has ended all the same', async () => {
    const { container, exit } = await start('setInterval(() => {}, 1000)');
    await engine.call('DELETE', `/containers/${container.runtimeId}`, { query: { force: 'true' } });
    expect(await exit).toEqual({ exitCode: 137 });
  });

  test('is gone from the engine when its end is told', async () => {
    const { container, exit } = await start('');
    expect(await exit).toEqual({ exitCode: 0 });
    await expect(engine.call('GET', `/containers/${container.runtimeId}/json`)).rejects.toMatchObject({
      status: 404,
    });
  });

  test('leaves nothing in the engine when it cannot be started', async () => {
    await expect(start('', { user: 'nobody-here' })).rejects.toThrow(
      'CannotStartContainerError: Error response from daemon: unable to find user nobody-here: no matching entries in passwd file',
    );
    const query = {
      all: 'true',
      filters: JSON.stringify({ label: [`platform-actions.instance=${instance}`] }),
    };
    // The pause container of the task stays.
    expect(await engine.call<object[]>('GET', '/containers/json', { query })).toHaveLength(1);
  });

  test('keeps its network when another container of the task ends', async () => {
    const first = await start(
      `require('node:http').createServer((request, response) => response.end('still here')).listen(8080)`,
    );
    const second = await start('');
    await second.exit;
    let answer: string | undefined;
    while (answer === undefined) {
      answer = await fetch(`http://${network.address}:8080/`).then(
        (response) => response.text(),
        () => undefined,
      );
    }
    expect(answer).toBe('still here');
    first.container.signal('SIGKILL');
    await first.exit;
  });
});
