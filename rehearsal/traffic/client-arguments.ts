import { parseArgs } from 'node:util';
import type { TrafficSettings } from './drive.ts';

export interface ClientSettings extends TrafficSettings {
  readonly url: string;
  /** Folder for what the client writes. */
  readonly out: string;
}

/** @throws an error that names the option, its value and what is allowed */
export function readClientArguments(args: readonly string[]): ClientSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      rate: { type: 'string' },
      out: { type: 'string' },
      'timeout-milliseconds': { type: 'string', default: '10000' },
    },
  });
  if (!values.out) throw new Error('--out is missing: the folder to write to.');
  return {
    url: readUrl(values.url),
    out: values.out,
    requestsPerSecond: readPositive('--rate', values.rate),
    timeoutMilliseconds: readPositive('--timeout-milliseconds', values['timeout-milliseconds']),
  };
}

function readUrl(text: string | undefined): string {
  if (text && URL.canParse(text) && new URL(text).protocol === 'http:') return text;
  throw new Error(`--url is ${text ?? 'missing'}, but has to be like http://127.0.0.1:8080.`);
}

function readPositive(option: string, text: string | undefined): number {
  const value = Number(text);
  if (text && Number.isFinite(value) && value > 0) return value;
  throw new Error(`${option} is ${text ?? 'missing'}, but has to be a number above 0.`);
}
