/**
 * The counting client, a process of its own:
 *
 *   node client.ts --url http://127.0.0.1:8080 --rate 60 --out folder [--timeout-milliseconds 10000]
 *
 * Each second's counts go to standard output and to `seconds.ndjson` in the folder, one line of JSON a second; the
 * totals to `totals.json` at the end. Lines on standard input steer it: `count` begins the totals anew and is answered
 * by a line `{"countedFrom": …}`; `stop`, like the end of the input, SIGINT and SIGTERM, ends it.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Clock, systemClock } from '../../lib/action/clock.ts';
import { readClientArguments } from './client-arguments.ts';
import { createHttpSender } from './http-sender.ts';
import type { SecondCounts } from './tally.ts';
import { startTraffic } from './traffic.ts';

/** The machine's time, finer than a millisecond and never set back. */
const fineClock: Clock = { now: () => performance.timeOrigin + performance.now(), after: systemClock.after };

const settings = readClientArguments(process.argv.slice(2));
const secondsFile = join(settings.out, 'seconds.ndjson');
mkdirSync(settings.out, { recursive: true });
writeFileSync(secondsFile, '');

const sender = createHttpSender(settings.url);
const traffic = startTraffic(settings, { clock: fineClock, send: sender.send, onSecond: writeSecond });
let stopping: Promise<void> | undefined;

function writeSecond(second: SecondCounts): void {
  const line = JSON.stringify(second);
  appendFileSync(secondsFile, `${line}\n`);
  console.log(line);
}

async function count(): Promise<void> {
  console.log(JSON.stringify({ countedFrom: await traffic.countFromNow() }));
}

function stop(): Promise<void> {
  stopping ??= finish();
  return stopping;
}

async function finish(): Promise<void> {
  const { totals } = await traffic.stop();
  sender.close();
  writeFileSync(join(settings.out, 'totals.json'), `${JSON.stringify(totals, null, 2)}\n`);
  process.exit(0);
}

const commands: Readonly<Record<string, () => Promise<void>>> = { count, stop };
const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const command = commands[line.trim()];
  if (command) void command();
  else console.error(`Unknown command "${line}"; count and stop are known.`);
});
input.on('close', () => void stop());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop());
