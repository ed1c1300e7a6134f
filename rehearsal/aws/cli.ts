/**
 * `npm run embedded-aws -- --port 4510 [--runtime containers|processes] [--pace quick|fargate] [--limits aws|none]
 * [--seed 1]`
 *
 * Starts the embedded AWS alone, prints `ready http://127.0.0.1:4510` and the environment that points any AWS client at
 * it. Ctrl-C or SIGTERM stops its tasks and listeners and leaves nothing behind.
 */
import { waitForSignal } from '../machine/wait-for-signal.ts';
import { readOptions } from './cli-options.ts';
import { type Served, serveEmbeddedAws } from './serve.ts';

// From the first moment on: a signal during the start takes effect behind it, when all that was begun can be undone.
const stopped = waitForSignal();
try {
  const served = await serveEmbeddedAws(readOptions(process.argv.slice(2)));
  console.log(introduce(served));
  await stopped;
  await served.close();
} catch (error) {
  console.error(isSlip(error) ? error : (error as Error).message);
  process.exitCode = 1;
}

function introduce({ url, runtime }: Served): string {
  return [
    `ready ${url}`,
    `# ${runtime}`,
    `export AWS_ENDPOINT_URL=${url}`,
    'export AWS_ACCESS_KEY_ID=REHEARSAL AWS_SECRET_ACCESS_KEY=rehearsal AWS_REGION=eu-west-1',
  ].join('\n');
}

/** A slip of the program shows its stack; what somebody can change is told in a line. */
function isSlip(error: unknown): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}
