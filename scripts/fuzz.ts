/**
 * `npm run fuzz [-- --count 100000] [--seed 1] [--from 0]`: throws malformed and half-right inputs at the embedded AWS, in
 * every protocol and at its registry. Each must be answered as AWS would: never a crash, a hang or a failure of its own.
 * A worker does it, in bounded memory; this thread notices when it gets stuck.
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Finding, type FuzzOptions, fuzz } from '../rehearsal/aws/fuzz/fuzz.ts';

/** What the worker tells. */
type Message = { readonly index: number } | { readonly findings: readonly Finding[] };

/** Longest time for one input, in milliseconds; a slow machine needs hundreds at most. */
const LIMIT = 20_000;
const MEMORY_MB = 512;
/** One kind of failure need not be told a thousand times. */
const SHOWN = 40;

if (isMainThread) await lead();
else await work(workerData as FuzzOptions);

async function work(options: FuzzOptions): Promise<void> {
  let current = options.from;
  const tell = (message: Message) => parentPort?.postMessage(message);
  const problems: Finding[] = [];
  process.on('unhandledRejection', (error) => {
    const problem = `a promise that nobody awaits: ${error instanceof Error ? error.stack : error}`;
    problems.push({ index: current, target: 'at about', problem, input: '' });
  });
  const findings = await fuzz({
    ...options,
    onInput(index) {
      current = index;
      tell({ index });
    },
  });
  tell({ findings: [...findings, ...problems] });
}

async function lead(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
    },
  });
  const options = { seed: Number(values.seed), from: Number(values.from), count: Number(values.count) };
  const began = Date.now();
  const { findings, index, failure } = await watch(options);
  for (const finding of findings.slice(0, SHOWN)) {
    console.log(`\n#${finding.index} ${finding.target}\n${finding.problem}\n  input ${finding.input}`);
  }
  if (failure) console.log(`\n#${index} ${failure}`);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `\n${findings.length} findings in ${index - options.from + 1} inputs of seed ${options.seed}, ${seconds} s, ` +
      `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
  );
  if (findings.length > 0 || failure) {
    console.log(`Again: npm run fuzz -- --seed ${options.seed} --from <number> --count 1`);
    process.exitCode = 1;
  }
}

interface Outcome {
  readonly findings: readonly Finding[];
  /** The last input that was begun. */
  readonly index: number;
  readonly failure?: string;
}

function watch(options: FuzzOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    let index = options.from;
    const worker = new Worker(new URL(import.meta.url), {
      workerData: options,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const finish = (outcome: Partial<Outcome>) => {
      timer.close();
      void worker.terminate();
      resolve({ findings: [], index, ...outcome });
    };
    const timer = setTimeout(() => finish({ failure: `took longer than ${LIMIT} ms` }), LIMIT);
    worker.on('message', (message: Message) => {
      timer.refresh();
      if ('findings' in message) finish({ findings: message.findings });
      else index = message.index;
    });
    worker.on('error', (error) => finish({ failure: `ended the process: ${error.stack}` }));
  });
}
