import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A headless Chromium with one page. */
export interface Browser {
  /** Opens a page and waits until it has loaded. */
  open(url: string, viewport: { readonly width: number; readonly height: number }): Promise<void>;
  /** Evaluates an expression in the page; its value has to be JSON. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** What the page wrote to its console, and errors in it, since it was opened. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  // The protocol of Chromium's developer tools is not typed here.
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

const COMPLAINTS = new Set(['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown']);

/** Starts Chromium and talks to it over its debugging pipe: no port, no library. */
export async function startBrowser(command: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'chromium-'));
  const switches = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe'];
  const child = spawn(command, [...switches, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [, , , input, output] = child.stdio as [null, null, null, Writable, Readable];
  const complaints: string[] = [];
  const { call, nextEvent } = connect(input, output, ({ method, params }) => {
    if (method && COMPLAINTS.has(method)) complaints.push(JSON.stringify(params));
  });

  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const callPage = (method: string, params = {}) => call(method, params, String(sessionId));
  for (const domain of ['Page', 'Runtime', 'Log']) await callPage(`${domain}.enable`);

  return {
    complaints,
    async open(url, viewport) {
      complaints.length = 0;
      await callPage('Emulation.setDeviceMetricsOverride', {
        ...viewport,
        deviceScaleFactor: 1,
        mobile: false,
      });
      const loaded = nextEvent('Page.loadEventFired');
      await callPage('Page.navigate', { url });
      await loaded;
    },
    async evaluate<Value>(expression: string) {
      const { result } = await callPage('Runtime.evaluate', { expression, returnByValue: true });
      return (result as { readonly value: Value }).value;
    },
    async close() {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Messages are JSON, each ended by a zero byte; answers carry the number of their call. */
function connect(input: Writable, output: Readable, onEvent: (message: Message) => void) {
  const calls = new Map<number, (message: Message) => void>();
  const events = new Map<string, () => void>();
  let rest = '';
  let number = 0;

  output.setEncoding('utf8').on('data', (piece: string) => {
    const messages = (rest + piece).split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) receive(JSON.parse(text) as Message);
  });

  function receive(message: Message): void {
    if (message.id !== undefined) calls.get(message.id)?.(message);
    else onEvent(message);
    events.get(message.method ?? '')?.();
  }

  async function call(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++number;
    const answer = new Promise<Message>((resolve) => calls.set(id, resolve));
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    calls.delete(id);
    if (error) throw new Error(`Chromium refused ${method}: ${error.message}`);
    return result ?? {};
  }

  const nextEvent = (method: string) => new Promise<void>((resolve) => events.set(method, resolve));

  return { call, nextEvent };
}
