import { parseArgs } from 'node:util';
import { FARGATE_SETTINGS, QUICK_SETTINGS } from './ecs/settings.ts';
import type { ServeOptions } from './serve.ts';

const RUNTIMES = ['containers', 'processes'] as const;
const PACES = { quick: QUICK_SETTINGS, fargate: FARGATE_SETTINGS };
const LIMITS = { aws: true, none: false };
const USAGE =
  '--port <number> --runtime containers|processes --pace quick|fargate --limits aws|none --seed <number>';

/**
 * Reads the arguments of `npm run embedded-aws`.
 * @throws Error in one line: the option, what is wrong with it, what is allowed
 */
export function readOptions(args: readonly string[]): ServeOptions {
  const { port, runtime, pace, limits, seed } = parse(args);
  return {
    port: wholeNumber('--port', port, 65_535),
    ...(runtime !== undefined && { runtime: oneOf('--runtime', runtime, RUNTIMES) }),
    settings: {
      ecs: PACES[oneOf('--pace', pace, ['quick', 'fargate'])],
      limits: { enforced: LIMITS[oneOf('--limits', limits, ['aws', 'none'])] },
    },
    seed: wholeNumber('--seed', seed, 999_999_999),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4510' },
        runtime: { type: 'string' },
        pace: { type: 'string', default: 'quick' },
        limits: { type: 'string', default: 'aws' },
        seed: { type: 'string', default: '1' },
      },
    }).values;
  } catch (error) {
    // Node goes on with advice for commands that take other arguments than options; this one takes none.
    const [problem] = (error as Error).message.split(/\.\s|\.?$/m);
    throw new Error(`${problem}. Allowed are: ${USAGE}.`);
  }
}

function wholeNumber(option: string, text: string, maximum: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) <= maximum) return Number(text);
  throw new Error(`${option} is ${JSON.stringify(text)}; a whole number from 0 to ${maximum} is wanted.`);
}

function oneOf<const Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new Error(`${option} is ${JSON.stringify(text)}; allowed are ${words.join(', ')}.`);
}
