import { parseArgs } from 'node:util';

export interface SoakOptions {
  readonly minutes: number;
  /** Of visitors, through the load balancer. */
  readonly requestsPerSecond: number;
  readonly seed: number;
  /** Containers when an engine answers, else processes, when not given. */
  readonly runtime: 'containers' | 'processes' | undefined;
}

/** @throws Error in one line: the option, what is wrong with it, what is allowed */
export function readSoakOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '60' },
      rate: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      runtime: { type: 'string' },
    },
  });
  const { runtime } = values;
  if (runtime !== undefined && runtime !== 'containers' && runtime !== 'processes') {
    throw new Error(`--runtime is ${JSON.stringify(runtime)}; allowed are containers, processes.`);
  }
  return {
    minutes: positive('--minutes', values.minutes),
    requestsPerSecond: positive('--rate', values.rate),
    seed: positive('--seed', values.seed),
    runtime,
  };
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (text !== '' && value > 0 && Number.isFinite(value)) return value;
  throw new Error(`${option} is ${JSON.stringify(text)}; a number above 0 is wanted.`);
}
