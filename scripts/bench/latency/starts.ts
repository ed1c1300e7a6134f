import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { median } from '../median.ts';
import { readyUrl, startEmbedded, stop } from './embedded.ts';
import { timeOf } from './time-of.ts';

const ROUNDS = 7;

/** Medians, in milliseconds. */
export interface StartTimes {
  /** From the start of the program to its `ready`. */
  readonly embedded: number;
  /** Of a Node that does nothing. */
  readonly empty: number;
}

export async function measureStarts(): Promise<StartTimes> {
  const times = { embedded: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const empty = await timeOf(() => once(spawn(process.execPath, ['--eval', '0']), 'exit'));
    let child: ChildProcess | undefined;
    const embedded = await timeOf(() => {
      child = startEmbedded();
      return readyUrl(child);
    });
    if (child) await stop(child);
    // The first round warms the file cache.
    if (round > 0) {
      times.embedded.push(embedded);
      times.empty.push(empty);
    }
  }
  return { embedded: median(times.embedded), empty: median(times.empty) };
}
