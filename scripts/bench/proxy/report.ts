/** What a process of the bench tells: where it is reached, and whenever it is asked how much processor time it has had. */
import { createInterface } from 'node:readline';

/** Prints the URL; from then on every line of standard input is answered with the microseconds of processor time so far. */
export function reportReady(url: string): void {
  console.log(url);
  createInterface(process.stdin).on('line', () => {
    const { user, system } = process.cpuUsage();
    console.log(user + system);
  });
}
