/**
 * `npm run embedded-aws -- --port 4510 [--runtime containers|processes] [--pace quick|fargate] [--seed 1]`
 *
 * Starts the embedded AWS alone, prints `ready http://127.0.0.1:4510` and the environment that points any AWS client at
 * it. Ctrl-C or SIGTERM stops its tasks and listeners and leaves nothing behind.
 */
import { parseArgs } from 'node:util';
import { FARGATE_SETTINGS, QUICK_SETTINGS } from './ecs/settings.ts';
import { serveEmbeddedAws } from './serve.ts';

const PACES = { fargate: FARGATE_SETTINGS, quick: QUICK_SETTINGS };
const RUNTIMES = ['containers', 'processes'] as const;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4510' },
    runtime: { type: 'string' },
    pace: { type: 'string', default: 'quick' },
    seed: { type: 'string', default: '1' },
  },
});

const served = await serveEmbeddedAws({
  port: wholeNumber('--port', values.port),
  runtime: values.runtime === undefined ? undefined : oneOf('--runtime', values.runtime, RUNTIMES),
  seed: wholeNumber('--seed', values.seed),
  settings: { ecs: PACES[oneOf('--pace', values.pace, ['quick', 'fargate'] as const)] },
});

console.log(`ready ${served.url}`);
console.log(`# tasks: ${served.runtime}`);
console.log(`export AWS_ENDPOINT_URL=${served.url}`);
console.log('export AWS_ACCESS_KEY_ID=REHEARSAL AWS_SECRET_ACCESS_KEY=rehearsal AWS_REGION=eu-west-1');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    served.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option} is ${JSON.stringify(text)}; a whole number is wanted.`);
}

function oneOf<const Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new Error(`${option} is ${JSON.stringify(text)}; allowed are ${words.join(', ')}.`);
}
