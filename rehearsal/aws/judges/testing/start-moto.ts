import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { toolPath } from '../../../../scripts/requirements.ts';

/** A moto server of our own. */
export interface Moto {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts moto on a free port of loopback and waits until it listens.
 * @throws Error with what it said when it ends before
 */
export async function startMoto(): Promise<Moto> {
  const server = spawn(toolPath('moto'), ['-H', '127.0.0.1', '-p', '0'], {
    env: { PATH: process.env.PATH, PYTHONUNBUFFERED: '1', MOTO_ECS_SERVICE_RUNNING: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'exit');
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(server.stderr).on('line', (line) => {
      said.push(line);
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found) resolve(found);
    });
    server.once('exit', () => reject(new Error(`moto ended before it listened:\n${said.join('\n')}`)));
    server.once('error', reject);
  });
  return {
    url,
    async close() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
