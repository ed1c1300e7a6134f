import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A script that is started, and the moment up to which it is timed. */
export interface Run {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly until: 'exit' | 'first AWS call';
}

const memoryHook = fileURLToPath(new URL('report-memory.mjs', import.meta.url));

/**
 * Milliseconds from the start of the process until its end or its first AWS call.
 * @throws Error when the call is never made, with what the run wrote
 */
export async function measureTime(run: Run): Promise<number> {
  const { milliseconds } = await start(run, []);
  return milliseconds;
}

/**
 * Peak memory of a run to its end, in megabytes of 10^6 bytes. In a run of its own: the hook that reports it takes
 * time to load.
 */
export async function measurePeakMemory(run: Run, folder: string): Promise<number> {
  const report = join(folder, 'peak-memory');
  const env = { ...run.env, MEMORY_REPORT: report };
  await start({ ...run, env }, ['--import', memoryHook]);
  // The report is in units of 1,024 bytes.
  return (Number(readFileSync(report, 'utf8')) * 1024) / 1e6;
}

async function start(
  { script, env, until }: Run,
  options: readonly string[],
): Promise<{ milliseconds: number }> {
  const endpoint = await openEndpoint();
  try {
    const begin = performance.now();
    const child = spawn(process.execPath, [...options, script], {
      env: { ...env, AWS_ENDPOINT_URL: endpoint.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    const end = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', () => resolve(performance.now()));
    });
    if (until === 'exit') return { milliseconds: end - begin };
    const call = endpoint.firstCall();
    if (call === undefined) throw new Error(`${script} ended without a call to AWS:\n${output}`);
    return { milliseconds: call - begin };
  } finally {
    endpoint.close();
  }
}

/** An AWS that refuses every call, for good: what comes before the first one is measured. */
async function openEndpoint() {
  let firstCall: number | undefined;
  const server = createServer((request, response) => {
    firstCall ??= performance.now();
    request.resume();
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1', connection: 'close' });
    response.end('{"__type":"AccessDeniedException","message":"Nothing is allowed here."}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    firstCall: () => firstCall,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
