import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrivateConfig, withFileLogin } from './private-config.ts';

let home: string;
let original: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'private-config-'));
  original = join(home, '.docker');
  await mkdir(join(home, 'temp'));
});

afterEach(() => rm(home, { recursive: true }));

const environment = () => ({ HOME: home, RUNNER_TEMP: join(home, 'temp') });

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(original, path, '..'), { recursive: true });
    await writeFile(join(original, path), content);
  }
}

describe('the copy', () => {
  test('has what the original has: settings, logins, contexts, plugins, builders', async () => {
    await write({
      'config.json':
        '{"currentContext":"remote","auths":{"a.example":{"auth":"eA=="}},"credsStore":"desktop"}',
      'contexts/meta/remote': 'context',
      'cli-plugins/docker-buildx': 'plugin',
      'buildx/current': 'builder',
    });
    const config = await createPrivateConfig(environment());
    expect(config.environment.DOCKER_CONFIG).toBe(config.folder);
    const read = (path: string) => readFile(join(config.folder, path), 'utf8');
    expect(JSON.parse(await read('config.json'))).toEqual({
      currentContext: 'remote',
      auths: { 'a.example': { auth: 'eA==' } },
      credsStore: 'desktop',
    });
    expect([
      await read('contexts/meta/remote'),
      await read('cli-plugins/docker-buildx'),
      await read('buildx/current'),
    ]).toEqual(['context', 'plugin', 'builder']);
    await config.remove();
    expect(await readdir(join(home, 'temp'))).toEqual([]);
    expect(await readFile(join(original, 'contexts/meta/remote'), 'utf8')).toBe('context');
  });

  test('can be written by docker and buildx without a change to the original', async () => {
    await write({ 'config.json': '{}', 'buildx/current': 'builder' });
    const config = await createPrivateConfig(environment());
    await config.makeRoomFor('host');
    await writeFile(join(config.folder, 'buildx', 'current'), 'another');
    expect(await readFile(join(original, 'config.json'), 'utf8')).toBe('{}');
    expect(await readFile(join(original, 'buildx', 'current'), 'utf8')).toBe('builder');
  });

  test('is for its owner alone', async () => {
    const config = await createPrivateConfig(environment());
    await config.makeRoomFor('host');
    expect((await stat(join(config.folder, 'config.json'))).mode & 0o077).toBe(0);
    expect((await stat(config.folder)).mode & 0o077).toBe(0);
  });

  test('of nothing is empty; DOCKER_CONFIG and BUILDX_CONFIG say where else the original is', async () => {
    const empty = await createPrivateConfig(environment());
    expect((await readdir(empty.folder)).sort()).toEqual(['buildx', 'config.json']);
    await mkdir(join(home, 'elsewhere'));
    await writeFile(join(home, 'elsewhere', 'config.json'), '{"proxies":{}}');
    await writeFile(join(home, 'elsewhere', 'current'), 'builder');
    const moved = {
      ...environment(),
      DOCKER_CONFIG: join(home, 'elsewhere'),
      BUILDX_CONFIG: join(home, 'elsewhere'),
    };
    const config = await createPrivateConfig(moved);
    expect(await readFile(join(config.folder, 'config.json'), 'utf8')).toContain('proxies');
    expect(await readFile(join(config.environment.BUILDX_CONFIG ?? '', 'current'), 'utf8')).toBe('builder');
  });

  test('leaves out what cannot be copied, and follows links', async () => {
    await write({ 'buildx/current': 'builder' });
    const socket = createServer().listen(join(original, 'buildx', 'socket'));
    await symlink(join(original, 'buildx', 'current'), join(original, 'buildx', 'link'));
    const config = await createPrivateConfig(environment()).finally(() => socket.close());
    expect((await readdir(join(config.folder, 'buildx'))).sort()).toEqual(['current', 'link']);
    expect(await readlink(join(config.folder, 'buildx', 'link'))).toBe(join(original, 'buildx', 'current'));
  });

  test('of a broken file is refused with its path, and nothing is left', async () => {
    await write({ 'config.json': '{' });
    await expect(createPrivateConfig(environment())).rejects.toThrow(
      `The docker configuration ${join(original, 'config.json')} is no JSON: `,
    );
    expect(await readdir(join(home, 'temp'))).toEqual([]);
  });
});

test('room for a login: this registry in the file, all others where they were', () => {
  const config = {
    credsStore: 'desktop',
    credHelpers: { 'b.example': 'ecr-login', 'our.example': 'ecr-login' },
    auths: { 'a.example': {}, 'our.example': { auth: 'b2xk' } },
  };
  expect(withFileLogin(config, 'our.example')).toEqual({
    credsStore: 'desktop',
    credHelpers: { 'b.example': 'ecr-login', 'our.example': '' },
    auths: { 'a.example': {} },
  });
});
