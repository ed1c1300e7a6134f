import { sleep } from '../../action/clock.ts';
import { ActionFailure } from '../../action/errors.ts';
import { awsCommand } from '../aws-command.ts';
import type { LeaseReading } from './claim.ts';
import { type LeaseEntry, readLeaseEntry } from './lease-entry.ts';
import { folderOf, leaseName, numbersIn } from './names.ts';
import { readFolder, readParameter } from './parameters.ts';
import type { RecordPorts } from './record-ports.ts';

/** The highest number that a lease of the target has; 0 when none has ever been held. A newer one may not show yet. */
export async function readHighestNumber(ports: RecordPorts, target: string): Promise<number> {
  const parameters = await readFolder(ports, folderOf(target, 'lease'));
  return Math.max(0, ...parameters.map(({ name }) => numbersIn(name, target, 'lease')?.[0] ?? 0));
}

/** A lease as one answer shows it. */
export type SeenLease = Omit<LeaseReading, 'unchangedFor'> & { readonly entry: LeaseEntry };

/**
 * @returns undefined when it does not exist, or does not show yet
 * @throws ActionFailure when the parameter holds anything else than a lease
 */
export async function readLease(
  ports: RecordPorts,
  target: string,
  number: number,
): Promise<SeenLease | undefined> {
  const name = leaseName(target, number);
  const reading = await readParameter(ports, name);
  if (!reading) return undefined;
  const entry = readLeaseEntry(reading.value);
  if (!entry) throw await noLease(ports, name);
  return { number, entry, version: reading.version, age: reading.age };
}

async function noLease({ ssm }: RecordPorts, name: string): Promise<ActionFailure> {
  const command = awsCommand('ssm get-parameter', await ssm.config.region(), { name });
  return new ActionFailure({
    cause: `Parameter ${name} is not a lease that this version of the action can read.`,
    advice: `If nothing deploys to this target, delete it. What it holds: ${command}`,
  });
}

/** A created parameter has shown itself within about a second; this much later something is wrong. In milliseconds. */
const SHOWS_WITHIN = 30_000;
const LOOK_AGAIN_AFTER = 500;

/**
 * Reads a lease that certainly exists, since its name could not be created.
 * @throws ActionFailure when it does not show itself
 */
export async function readExistingLease(
  ports: RecordPorts,
  target: string,
  number: number,
): Promise<SeenLease> {
  const { clock, stopwatch, signal } = ports;
  const from = stopwatch.read();
  for (;;) {
    const seen = await readLease(ports, target, number);
    if (seen) return seen;
    if (stopwatch.read() - from >= SHOWS_WITHIN) {
      throw new ActionFailure({
        cause: `Parameter ${leaseName(target, number)} exists and cannot be read: Parameter Store has not shown it for 30 seconds.`,
        advice: 'Run again. If it stays so, somebody deletes parameters of this target while it is released.',
      });
    }
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
  }
}
