import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, watch } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import {
  type EmbeddedProcess,
  killEmbeddedProcesses,
  startEmbeddedProcess,
} from './testing/embedded-process.ts';
import { listListening } from './testing/machine-processes.ts';

jest.setTimeout(60_000);
afterEach(killEmbeddedProcesses);

const CLI = join(import.meta.dirname, 'cli.ts');
const environment = (more = {}) => ({ ...process.env, NODE_OPTIONS: '', ...more });

describeWith('docker engine', 'npm run embedded-aws with containers', () => runsAlone('containers'));
describe('npm run embedded-aws with processes', () => runsAlone('processes'));

function runsAlone(runtime: 'containers' | 'processes'): void {
  test('says where it is, how tasks run, and what to export', async () => {
    const embedded = await startEmbeddedProcess('--runtime', runtime);
    const { url } = embedded;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(embedded.output().split('\n')).toEqual([
      `ready ${url}`,
      expect.stringMatching(new RegExp(`^# Tasks run as ${runtime}[:,] .*\\.$`)),
      `export AWS_ENDPOINT_URL=${url}`,
      'export AWS_ACCESS_KEY_ID=REHEARSAL AWS_SECRET_ACCESS_KEY=rehearsal AWS_REGION=eu-west-1',
      '',
    ]);
    expect(await embedded.signal('SIGTERM')).toBe(0);
  });

  test('listens on loopback only', async () => {
    const embedded = await startEmbeddedProcess('--runtime', runtime);
    const listening = listListening(embedded.pid);
    expect(listening).toContain(new URL(embedded.url).host);
    expect(listening.filter((address) => !address.startsWith('127.'))).toEqual([]);
    await embedded.signal('SIGTERM');
  });

  test.each([
    ['SIGTERM to npm', (embedded: EmbeddedProcess) => embedded.signal('SIGTERM')],
    ['SIGINT to npm', (embedded: EmbeddedProcess) => embedded.signal('SIGINT')],
    // The wrapper passes it on as well: the embedded AWS hears it twice.
    ['Ctrl-C in a terminal', (embedded: EmbeddedProcess) => embedded.signalTerminal('SIGINT')],
  ])('leaves nothing behind after %s', async (_how, end) => {
    const embedded = await startEmbeddedProcess('--runtime', runtime);
    expect(await embedded.remains()).not.toEqual([]);
    expect(await end(embedded)).toBe(0);
    expect(await embedded.remains()).toEqual([]);
  });

  test('removes what a killed one has left', async () => {
    const killed = await startEmbeddedProcess('--runtime', runtime);
    process.kill(killed.pid, 'SIGKILL');
    await killed.signal('SIGTERM');
    expect(await killed.remains()).not.toEqual([]);
    const next = await startEmbeddedProcess('--runtime', runtime);
    expect(await killed.remains()).toEqual([]);
    await next.signal('SIGTERM');
  });
}

describe('a signal during the start', () => {
  test('takes effect when everything that was begun can be undone', async () => {
    const child = spawn(process.execPath, [CLI, '--port', '0', '--runtime', 'processes'], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = text(child.stdout);
    const ended = once(child, 'exit');
    const isOurs = (name: string | null) => name?.includes(`-${child.pid}-`) === true;
    const watcher = watch(tmpdir(), (_event, name) => {
      // Its removal is an event too, and a second signal ends a process that is closing.
      if (isOurs(name) && !child.killed) child.kill('SIGTERM');
    });
    expect(await ended).toEqual([0, null]);
    watcher.close();
    expect(await output).toMatch(/^ready /);
    expect(readdirSync(tmpdir()).filter(isOurs)).toEqual([]);
  });
});

describe('what prevents a start is told in one line, without a stack', () => {
  function start(args: readonly string[], more = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      encoding: 'utf8',
      env: environment(more),
    });
    return { status, stdout, lines: stderr.split('\n') };
  }

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(start(['--port', String(port), '--runtime', 'processes'])).toEqual({
      status: 1,
      stdout: '',
      lines: [
        `Port ${port} of 127.0.0.1 is in use by another program. Choose another port, or 0 for any free one.`,
        '',
      ],
    });
    other.close();
  });

  test('containers without an engine', () => {
    const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
    expect(start(['--port', '0', '--runtime', 'containers'], nowhere)).toEqual({
      status: 1,
      stdout: '',
      lines: [
        'Tasks cannot run as containers: nothing answers at /nowhere/docker.sock (connect ENOENT /nowhere/docker.sock). Start a Docker Engine on this machine, or leave the choice open.',
        '',
      ],
    });
  });

  test('an option that cannot be used', () => {
    expect(start(['--runtime', 'docker'])).toEqual({
      status: 1,
      stdout: '',
      lines: ['--runtime is "docker"; allowed are containers, processes.', ''],
    });
  });
});
