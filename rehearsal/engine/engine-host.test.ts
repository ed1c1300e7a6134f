import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findEngineHost } from './engine-host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docker-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeContext(name: string, host: string): void {
  const meta = join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(meta, { recursive: true });
  writeFileSync(
    join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  );
}

describe('findEngineHost', () => {
  test('is the default socket when nothing says otherwise', async () => {
    const host = { socketPath: '/var/run/docker.sock', isDefault: true };
    expect(await findEngineHost({ DOCKER_CONFIG: folder })).toEqual(host);
    expect(await findEngineHost({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'default' })).toEqual(host);
    expect(await findEngineHost({ DOCKER_CONFIG: folder, DOCKER_HOST: '' })).toEqual(host);
  });

  test('is the socket of DOCKER_HOST, before any context', async () => {
    const env = { DOCKER_CONFIG: folder, DOCKER_HOST: 'unix:///run/other.sock', DOCKER_CONTEXT: 'absent' };
    expect(await findEngineHost(env)).toEqual({ socketPath: '/run/other.sock', isDefault: false });
  });

  test.each(['tcp://10.0.0.7:2375', 'ssh://build@host', 'npipe:////./pipe/docker_engine', 'unix://'])(
    'counts %s as none, and says so',
    async (host) => {
      expect(await findEngineHost({ DOCKER_CONFIG: folder, DOCKER_HOST: host })).toEqual({
        reason: `DOCKER_HOST is ${host}, which is not a socket of this machine`,
      });
    },
  );

  test('follows the context of the settings, and DOCKER_CONTEXT before it', async () => {
    writeContext('near', 'unix:///run/near.sock');
    writeContext('far', 'tcp://far:2376');
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ currentContext: 'near' }));
    expect(await findEngineHost({ DOCKER_CONFIG: folder })).toMatchObject({ socketPath: '/run/near.sock' });
    expect(await findEngineHost({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'far' })).toEqual({
      reason: 'the docker context "far" is tcp://far:2376, which is not a socket of this machine',
    });
  });

  test('names a context that does not exist', async () => {
    expect(await findEngineHost({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'absent' })).toEqual({
      reason: `the docker context "absent" names no engine in ${folder}`,
    });
  });
});
