import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { ClientSettings } from './client-arguments.ts';
import type { SecondCounts, TrafficTotals } from './tally.ts';
import type { Traffic } from './traffic.ts';

const CLIENT = join(import.meta.dirname, 'client.ts');

/**
 * Starts the counting client as a process of its own, so that nothing that holds up this process holds up its clock.
 * It ends by itself when this process does.
 * @param onSecond called with each second when it is over and all its requests have ended
 */
export function startTrafficClient(
  settings: ClientSettings,
  onSecond?: (second: SecondCounts) => void,
): Traffic {
  const child = spawn(process.execPath, [CLIENT, ...toArguments(settings)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const seconds: SecondCounts[] = [];
  const marks: ((at: number) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as SecondCounts | { readonly countedFrom: number };
    if ('countedFrom' in message) {
      marks.shift()?.(message.countedFrom);
      return;
    }
    seconds.push(message);
    onSecond?.(message);
  });
  const complaints = text(child.stderr);
  // A client that has ended cannot be written to; that it ended is told by `ended`.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(async ([code]) => {
    if (code !== 0) throw new Error(`The counting client ended with ${code}:\n${await complaints}`);
  });
  // Whoever stops the client, or asks it anything, gets the error.
  ended.catch(() => {});

  async function countFromNow(): Promise<number> {
    const mark = new Promise<number>((resolve) => marks.push(resolve));
    child.stdin.write('count\n');
    const endedFirst = ended.then(() => {
      throw new Error('The counting client has ended already.');
    });
    return Promise.race([mark, endedFirst]);
  }

  async function stop() {
    child.stdin.end('stop\n');
    await ended;
    const totals = JSON.parse(await readFile(join(settings.out, 'totals.json'), 'utf8')) as TrafficTotals;
    return { seconds, totals };
  }

  return { countFromNow, stop };
}

function toArguments(settings: ClientSettings): string[] {
  return Object.entries({
    '--url': settings.url,
    '--out': settings.out,
    '--rate': String(settings.requestsPerSecond),
    '--timeout-milliseconds': String(settings.timeoutMilliseconds),
  }).flat();
}
