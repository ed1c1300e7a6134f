import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createNetwork } from '../../../network.ts';
import type { Program } from '../isolation.ts';
import { readInterpreter } from './elf.ts';
import { createPlainIsolation } from './plain-isolation.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plain-'));
  await mkdir(join(root, 'app'));
  await writeFile(join(root, 'app/server.mjs'), '');
  await writeFile(join(root, 'app/start.sh'), '#!/bin/sh\n');
  await mkdir(join(root, 'usr/lib/x86_64-linux-gnu'), { recursive: true });
  await cp(process.execPath, join(root, 'node'));
});
afterEach(() => rm(root, { recursive: true }));

describe('createPlainIsolation', () => {
  const network = createNetwork();
  const isolation = createPlainIsolation(network, 'only root can do better');

  async function prepare(program: Partial<Program> = {}) {
    const task = await isolation.attach();
    const prepared = await isolation.prepare({
      network: task,
      root,
      command: {
        words: ['node', '/app/server.mjs', '/not/there', 'app'],
        environment: { PORT: '80', A: '1' },
        workingDirectory: '/app',
        user: '',
      },
      executable: '/node',
      user: { uid: 0, gid: 0, home: '/' },
      ports: [80],
      ...program,
    });
    return { task, prepared };
  }

  test('gives each task an address of the VPC that leads to the port in PORT', async () => {
    const [one, two] = [await prepare(), await prepare()];
    for (const { task, prepared } of [one, two]) {
      const port = Number(prepared.environment.PORT);
      expect(network.find(task.address, 80)).toEqual({ kind: 'socket', host: '127.0.0.1', port });
      expect(network.find(task.address, 81)).toBeUndefined();
    }
    expect([one.task.address, two.task.address]).toEqual(['10.0.0.4', '10.0.0.5']);
    expect(one.prepared.environment.PORT).not.toBe(two.prepared.environment.PORT);
    expect(one.prepared.environment.A).toBe('1');
  });

  test('moves paths of the image to where they are here, and leaves other words', async () => {
    const { prepared } = await prepare();
    expect(prepared.args.slice(-3)).toEqual([join(root, 'app/server.mjs'), '/not/there', 'app']);
    expect(prepared.workingDirectory).toBe(join(root, 'app'));
  });

  (process.platform === 'linux' ? test : test.skip)(
    'starts programs by the loader and with the libraries of the image',
    async () => {
      const { prepared } = await prepare();
      expect(prepared.file).toBe(join(root, (await readInterpreter(process.execPath)) ?? ''));
      const libraries = ['usr/lib', 'usr/lib/x86_64-linux-gnu'].map((folder) => join(root, folder)).join(':');
      expect(prepared.args.slice(0, 3)).toEqual(['--library-path', libraries, join(root, 'node')]);
    },
  );

  test('leaves PORT alone for a container without ports', async () => {
    const { prepared } = await prepare({ ports: [] });
    expect(prepared.environment.PORT).toBe('80');
  });

  test('refuses what it cannot do truthfully', async () => {
    await expect(prepare({ ports: [80, 81] })).rejects.toThrow(
      'a plain process can have one port; run as root or with a Docker Engine',
    );
  });

  test('tells why there is nothing better', () => {
    expect(isolation.description).toBe(
      "as plain processes, because only root can do better: a free port in PORT, this machine's files and user, no memory limits",
    );
  });
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('readInterpreter', () => {
  test('tells the loader of a program', async () => {
    expect(await readInterpreter(process.execPath)).toMatch(/^\/lib.*\/ld-/);
  });

  test('refuses what is no program of Linux', async () => {
    await expect(readInterpreter(join(root, 'app/start.sh'))).rejects.toThrow(
      'is not a program but a script',
    );
    await expect(readInterpreter(join(root, 'app/server.mjs'))).rejects.toThrow(
      'is not a program but a script',
    );
  });
});
