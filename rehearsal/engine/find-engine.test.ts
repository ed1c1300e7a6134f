import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findEngine, judgeEngine } from './find-engine.ts';

const debian = { ServerVersion: '20.10.24', OperatingSystem: 'Debian GNU/Linux 12 (bookworm)' };

describe('judgeEngine', () => {
  test('takes an engine whose bridge is on this machine', () => {
    expect(
      judgeEngine({ ...debian, SecurityOptions: ['name=seccomp,profile=default'] }, true),
    ).toBeUndefined();
    expect(judgeEngine({ ...debian, SecurityOptions: null }, true)).toBeUndefined();
  });

  test('refuses engines whose containers have no address that is reached from here', () => {
    expect(judgeEngine({ ...debian, OperatingSystem: 'Docker Desktop' }, true)).toMatch(/^is Docker Desktop/);
    expect(judgeEngine({ ...debian, SecurityOptions: ['name=rootless'] }, true)).toMatch(/^is rootless/);
    expect(judgeEngine(debian, false)).toMatch(/^has its bridge in another network namespace/);
  });
});

describe('findEngine', () => {
  test('finds none away from Linux', async () => {
    expect(await findEngine({}, 'darwin')).toEqual({ reason: 'this machine is not Linux', startable: false });
  });

  test('finds none where nothing answers, and starts none for a socket of the user', async () => {
    expect(await findEngine({ DOCKER_HOST: 'unix:///absent.sock' })).toEqual({
      reason: 'nothing answers at /absent.sock (connect ENOENT /absent.sock)',
      startable: false,
    });
  });

  test('refuses an engine of another machine that is forwarded to a socket here', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'engine-'));
    const socket = join(folder, 'engine.sock');
    const answers: Record<string, object> = {
      '/v1.41/info': debian,
      '/v1.41/networks/bridge': { Options: { 'com.docker.network.bridge.name': 'not-here0' } },
    };
    const server = createServer((request, response) => {
      response.setHeader('api-version', '1.41');
      response.end(request.url === '/_ping' ? 'OK' : JSON.stringify(answers[request.url ?? '']));
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    try {
      expect(await findEngine({ DOCKER_HOST: `unix://${socket}` })).toEqual({
        reason: `the engine at ${socket} has its bridge in another network namespace or on another machine`,
        startable: false,
      });
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
