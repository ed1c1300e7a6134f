import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectEngine } from '../../../engine/engine-client.ts';
import type { ContainerExit } from '../runtime.ts';
import { runContainer } from './run-container.ts';

/** An order of events that no real engine can be made to show: it answers when the test says so. */
let folder: string;
let server: Server;
let held: Record<'attach' | 'wait', ServerResponse>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
  held = {} as typeof held;
  server = createServer((request, response) => {
    const step = /(attach|wait|create|json)\b/.exec(request.url ?? '')?.[1];
    if (step === 'attach' || step === 'wait') {
      held[step] = response;
      response.flushHeaders();
    } else if (step === 'create') response.end('{"Id": "c1"}');
    else if (step === 'json') response.end('{"State": {"OOMKilled": false}}');
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(join(folder, 'engine.sock'), resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function start() {
  const engine = await connectEngine(join(folder, 'engine.sock'));
  const events: (string | ContainerExit)[] = [];
  const launch = {
    taskId: 'task',
    name: 'app',
    image: 'app',
    network: { address: '10.0.0.4', release: async () => {} },
    environment: {},
    ports: [],
    onLog: (line: string, stream: string) => events.push(`${stream}: ${line}`),
    onExit: (exit: ContainerExit) => events.push(exit),
  };
  const place = { instance: '1-2-3-4', image: 'app', networkMode: 'none' };
  return { engine, events, container: await runContainer(engine, launch, place) };
}

function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(text.length, 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

describe('runContainer', () => {
  test('tells of the exit only when the output has ended, however late that is', async () => {
    const { engine, events, container } = await start();
    held.wait.end('{"StatusCode": 3}');
    // Time enough for everything that does not wait for the output.
    for (let round = 0; round < 20; round += 1) await engine.call('GET', '/_ping');
    expect(events).toEqual([]);
    held.attach.write(frame(1, 'late\n'));
    held.attach.end(frame(2, 'last'));
    await container.ended;
    expect(events).toEqual(['stdout: late', 'stderr: last', { exitCode: 3 }]);
  });

  test('an engine that is lost leaves no exit code, and what was written so far', async () => {
    const { events, container } = await start();
    held.attach.write(frame(1, 'begun'));
    await new Promise((resolve) => setImmediate(resolve));
    server.closeAllConnections();
    await container.ended;
    const [last, exit] = events;
    expect(last).toBe('stdout: begun');
    expect(exit).toEqual({ reason: expect.stringMatching(/^CannotInspectContainerError: /) });
  });
});
