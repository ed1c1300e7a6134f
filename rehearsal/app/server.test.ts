import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';

interface App {
  readonly url: string;
  readonly child: ChildProcess;
  /** Every line of output so far. */
  readonly lines: string[];
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function launch(environment: Record<string, string>): Omit<App, 'url'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.mjs')], {
    env: { PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, lines, ended };
}

async function start(environment: Record<string, string>): Promise<App> {
  const app = launch(environment);
  const port = await waitForLine(app, /listening on port (\d+)/);
  return { ...app, url: `http://127.0.0.1:${port}` };
}

/** The first group of the first line that matches, said already or yet to come. */
function waitForLine(app: Omit<App, 'url'>, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = app.lines.map((line) => pattern.exec(line)).find(Boolean);
      if (found) resolve(found[1] ?? found[0]);
      else if (app.child.exitCode !== null) reject(new Error(`ended with: ${app.lines.join('\n')}`));
    };
    app.child.stdout?.on('data', () => setImmediate(look));
    app.child.on('close', look);
    look();
  });
}

const status = async (app: App, path: string) => (await fetch(app.url + path)).status;

describe('what it answers', () => {
  test('every path, each with the version as a header', async () => {
    const app = await start({ APP_VERSION: 'v<7>' });
    const answers = await Promise.all(
      ['/healthz', '/readyz', '/version', '/', '/nothing'].map(async (path) => {
        const response = await fetch(`${app.url}${path}?query=1`);
        return [path, response.status, response.headers.get('x-app-version'), await response.text()];
      }),
    );
    expect(answers).toEqual([
      ['/healthz', 200, 'v<7>', 'ok'],
      ['/readyz', 200, 'v<7>', 'ready'],
      ['/version', 200, 'v<7>', '{"version":"v<7>"}'],
      ['/', 200, 'v<7>', expect.stringContaining('Version <b>v&#60;7&#62;</b>')],
      ['/nothing', 404, 'v<7>', 'no such page'],
    ]);
    const echo = await fetch(`${app.url}/echo`, { method: 'POST', body: 'déjà vu' });
    expect([echo.status, await echo.text()]).toEqual([200, 'déjà vu']);
    expect((await fetch(`${app.url}/version`, { method: 'DELETE' })).status).toBe(405);
  });

  test('empty variables, as build arguments leave them, count as absent', async () => {
    const app = await start({ APP_VERSION: '', NEVER_READY: '', CRASH_AFTER_SECONDS: '', ERROR_RATE: '' });
    expect(await (await fetch(`${app.url}/version`)).json()).toEqual({ version: 'unversioned' });
  });

  test('keeps connections longer than the idle time of a load balancer, 60 s', async () => {
    const app = await start({});
    const request = httpRequest(`${app.url}/`, { agent: new Agent({ keepAlive: true }) }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.headers['keep-alive']).toBe('timeout=65');
  });

  test('RESPONSE_MILLISECONDS is how long an answer takes', async () => {
    const app = await start({ RESPONSE_MILLISECONDS: '150' });
    const before = performance.now();
    await fetch(`${app.url}/`);
    expect(performance.now() - before).toBeGreaterThanOrEqual(149);
  });
});

describe('how it turns bad', () => {
  test('NEVER_READY and READY_DELAY_SECONDS keep /readyz at 503 and nothing else', async () => {
    const [never, later] = await Promise.all([
      start({ NEVER_READY: 'true' }),
      start({ READY_DELAY_SECONDS: '600' }),
    ]);
    expect([await status(never, '/readyz'), await status(never, '/healthz')]).toEqual([503, 200]);
    expect([await status(later, '/readyz'), await status(later, '/')]).toEqual([503, 200]);
  });

  test('ERRORS_AFTER_SECONDS breaks the pages, and the health check only when asked', async () => {
    const app = await start({ ERRORS_AFTER_SECONDS: '0' });
    const seen = await Promise.all(
      ['/', '/nothing', '/healthz', '/version', '/readyz'].map((path) => status(app, path)),
    );
    expect(seen).toEqual([500, 500, 200, 200, 200]);
    expect((await fetch(`${app.url}/echo`, { method: 'POST', body: 'x' })).status).toBe(500);
    expect(app.lines).toContain('version unversioned: POST /echo answered 500');

    const unhealthy = await start({ ERRORS_AFTER_SECONDS: '0', ERRORS_FAIL_HEALTH: 'true' });
    expect([await status(unhealthy, '/readyz'), await status(unhealthy, '/healthz')]).toEqual([500, 200]);
    const stillGood = await start({ ERRORS_AFTER_SECONDS: '600' });
    expect(await status(stillGood, '/')).toBe(200);
  });

  test('ERROR_RATE is exact, without chance', async () => {
    const app = await start({ ERRORS_AFTER_SECONDS: '0', ERROR_RATE: '0.3' });
    const seen: number[] = [];
    for (let count = 0; count < 10; count += 1) seen.push(await status(app, '/'));
    expect(seen.filter((code) => code === 500)).toHaveLength(3);
  });

  test('CRASH_AFTER_SECONDS ends it with code 1 and says why', async () => {
    const app = launch({ APP_VERSION: 'v3', CRASH_AFTER_SECONDS: '0.1' });
    expect(await app.ended).toBe(1);
    expect(app.lines).toContain('version v3: crashes after 0.1 s, as CRASH_AFTER_SECONDS asks');
  });

  test('a switch that cannot be read stops it at once, naming variable, value and limits', async () => {
    const rate = launch({ ERROR_RATE: '2' });
    expect(await rate.ended).toBe(1);
    expect(rate.lines.join('\n')).toContain('ERROR_RATE is "2", but has to be a number from 0 to 1.');
    const flag = launch({ NEVER_READY: 'yes' });
    expect(await flag.ended).toBe(1);
    expect(flag.lines.join('\n')).toContain('NEVER_READY is "yes", but has to be "true" or "false".');
  });
});

describe('how it stops', () => {
  test('SIGTERM finishes the request in flight, closes its connection, takes no new one and exits 0', async () => {
    const app = await start({});
    const inFlight = httpRequest(`${app.url}/echo`, {
      method: 'POST',
      agent: new Agent({ keepAlive: true }),
      headers: { expect: '100-continue' },
    });
    inFlight.flushHeaders();
    await once(inFlight, 'continue');
    app.child.kill('SIGTERM');
    await waitForLine(app, /got SIGTERM/);
    await expect(fetch(`${app.url}/`)).rejects.toThrow('fetch failed');
    inFlight.end('late');
    const [response] = (await once(inFlight, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
    expect(await text(response)).toBe('late');
    expect(await app.ended).toBe(0);
    expect(app.lines.at(-1)).toBe('version unversioned: stopped');
  });

  test('connections that wait between requests, or never sent one, do not hold it', async () => {
    const app = await start({});
    const request = httpRequest(`${app.url}/`, { agent: new Agent({ keepAlive: true }) }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await text(response);
    const silent = connect(Number(new URL(app.url).port), '127.0.0.1').on('error', () => {});
    await once(silent, 'connect');
    app.child.kill('SIGTERM');
    expect(await app.ended).toBe(0);
  });

  test('SIGTERM during START_DELAY_SECONDS ends it before it listens', async () => {
    const app = launch({ START_DELAY_SECONDS: '600' });
    await waitForLine(app, /starting/);
    app.child.kill('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(app.lines.join('\n')).not.toContain('listening');
  });

  test('IGNORE_SIGTERM leaves it running until it is killed', async () => {
    const app = await start({ IGNORE_SIGTERM: 'true' });
    app.child.kill('SIGTERM');
    await waitForLine(app, /ignores it/);
    expect(await status(app, '/healthz')).toBe(200);
    app.child.kill('SIGKILL');
    expect(await app.ended).toBe('SIGKILL');
  });
});
