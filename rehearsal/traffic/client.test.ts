import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTrafficClient } from './client-process.ts';
import type { SecondCounts } from './tally.ts';

let out = '';
let server: Server;
let status = 200;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'traffic-'));
  status = 200;
  server = createServer((request, response) => {
    response.writeHead(status, { 'x-app-version': '1' });
    request.pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await rm(out, { recursive: true });
});

const settings = () => ({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  out,
  requestsPerSecond: 50,
  timeoutMilliseconds: 5000,
});

describe('startTrafficClient', () => {
  test('counts in another process from the mark on, and leaves seconds and totals in its folder', async () => {
    status = 500;
    const seconds: SecondCounts[] = [];
    let isGood = () => {};
    const goodSecond = new Promise<void>((resolve) => {
      isGood = resolve;
    });
    const traffic = startTrafficClient(settings(), (second) => {
      seconds.push(second);
      if (second.failed === 0) isGood();
      else status = 200;
    });
    await goodSecond;
    const countedFrom = await traffic.countFromNow();
    const report = await traffic.stop();
    expect(report.totals).toMatchObject({ countedFrom, failed: 0, samples: [] });
    expect(report.totals.statuses).toEqual(report.totals.total === 0 ? {} : { '2xx': report.totals.total });
    expect(report.seconds).toEqual(seconds);
    expect(seconds[0]).toMatchObject({ versions: {}, statuses: { '5xx': expect.any(Number) } });
    const lines = (await readFile(join(out, 'seconds.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(seconds);
    expect(JSON.parse(await readFile(join(out, 'totals.json'), 'utf8'))).toEqual(report.totals);
  });

  test('tells when the client cannot work, and why', async () => {
    const traffic = startTrafficClient({ ...settings(), requestsPerSecond: 0 });
    await expect(traffic.stop()).rejects.toThrow(
      /ended with 1:\n.*--rate is 0, but has to be a number above 0\./s,
    );
    await expect(traffic.countFromNow()).rejects.toThrow('--rate is 0');
  });
});

describe('the client by itself', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function launch(...args: string[]) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'client.ts'), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    children.push(child);
    return { child, ended: once(child, 'close'), complaints: text(child.stderr) };
  }
  const goodArguments = () => ['--url', settings().url, '--rate', '20', '--out', out];

  test.each([
    ['the end of its input', (child: ChildProcess) => child.stdin?.end()],
    ['SIGINT', (child: ChildProcess) => child.kill('SIGINT')],
    ['SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
  ])('ends with its totals written by %s', async (_, end) => {
    const { child, ended } = launch(...goodArguments());
    await once(server, 'request');
    end(child);
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(await readFile(join(out, 'totals.json'), 'utf8'))).toMatchObject({ failed: 0 });
  });

  test('names a command that it does not know', async () => {
    const { child, complaints } = launch(...goodArguments());
    child.stdin?.end('cont\n');
    expect(await complaints).toBe('Unknown command "cont"; count and stop are known.\n');
  });

  test.each([
    [
      ['--url', 'https://x', '--rate', '1', '--out', '/tmp'],
      '--url is https://x, but has to be like http://127.0.0.1:8080.',
    ],
    [['--url', 'http://127.0.0.1', '--out', '/tmp'], '--rate is missing, but has to be a number above 0.'],
    [['--url', 'http://127.0.0.1', '--rate', '1'], '--out is missing: the folder to write to.'],
  ])('refuses %j', async (args, message) => {
    const { ended, complaints } = launch(...args);
    expect(await ended).toEqual([1, null]);
    expect(await complaints).toContain(message);
  });
});
