import { createRandom, type Random } from '../kernel/random.ts';
import { readConstraints } from '../kernel/validation/constraints.ts';
import { encodeCall } from './encode.ts';
import { pick } from './hostile.ts';
import { judgeAnswer } from './judge-answer.ts';
import { makeInput } from './make-input.ts';
import { mangle } from './mangle.ts';
import { judgeRegistryAnswer, makeRegistryRequest, sendRaw, uploadOf } from './registry.ts';
import { createFuzzWorld, type FuzzWorld } from './world.ts';

export interface FuzzOptions {
  /** The same seed gives the same inputs, whatever part of them is run. */
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  /** Told before each input, so that somebody outside sees a hang. */
  readonly onInput?: (index: number) => void;
}

/** An input that the embedded AWS did not stand. */
export interface Finding {
  readonly index: number;
  /** `ecs.CreateService in json`, or the registry. */
  readonly target: string;
  readonly problem: string;
  /** Its beginning. */
  readonly input: string;
}

/** Inputs that share a world: some make what others find. */
const BATCH = 500;

/** In every so many inputs of a world its time goes on. */
const PASS_EVERY = 50;

/** Throws inputs at every codec, the models' demands, the operations behind them and the registry. */
export async function fuzz({ seed, from, count, onInput = () => {} }: FuzzOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  const all = createRandom(seed);
  for (let start = from - (from % BATCH); start < from + count; start += BATCH) {
    const world = await createFuzzWorld(seed);
    const uploads: string[] = [];
    for (let index = start; index < Math.min(start + BATCH, from + count); index++) {
      onInput(index);
      const finding = await tryInput(index, all.fork(`input ${index}`), world, uploads);
      if (finding && index >= from) findings.push(finding);
      if (index % PASS_EVERY === PASS_EVERY - 1) await world.pass();
    }
    const outside = await world.close();
    if (outside.length > 0)
      findings.push({ index: start, target: 'registry', problem: `files: ${outside}`, input: '' });
  }
  return findings;
}

async function tryInput(
  index: number,
  random: Random,
  world: FuzzWorld,
  uploads: string[],
): Promise<Finding | undefined> {
  const attempt =
    random.below(8) === 0 ? attemptRegistry(random, world, uploads) : attemptCall(random, world);
  const problem = await attempt.run().catch((error: unknown) => `threw ${describe(error)}`);
  if (problem === undefined) return undefined;
  const input = JSON.stringify(Buffer.from(attempt.bytes.subarray(0, 500)).toString('latin1'));
  return { index, target: attempt.target, problem, input };
}

interface TryOut {
  readonly target: string;
  readonly bytes: Uint8Array;
  run(): Promise<string | undefined>;
}

function attemptCall(random: Random, { services, dispatch, vocabulary }: FuzzWorld): TryOut {
  const ways = services.flatMap((service) =>
    service.model.protocols.map((protocol) => ({ service, protocol })),
  );
  const { service, protocol } = pick(random, ways);
  const { model, operations } = service;
  const name = pick(random, Object.keys(operations));
  const operation = model.operations.get(name);
  // A model that is loaded with the first call has no schemas before it.
  const input = operation
    ? makeInput({ random, vocabulary, constraints: constraintsOf(model.name) }, name, operation.input)
    : {};
  const request = encodeCall(protocol, model, name, input);
  const body = random.below(5) === 0 ? mangle(request.body, random) : request.body;
  return {
    target: `${model.name}.${name} in ${protocol}`,
    bytes: body,
    run: async () => judgeAnswer(await dispatch({ ...request, body })),
  };
}

function attemptRegistry(random: Random, world: FuzzWorld, uploads: string[]): TryOut {
  const bytes = makeRegistryRequest(random, world, uploads);
  return {
    target: 'registry',
    bytes,
    async run() {
      const answer = await sendRaw(world.port, bytes);
      const upload = uploadOf(answer);
      if (upload !== undefined) uploads.push(upload);
      return judgeRegistryAnswer(answer);
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).slice(0, 2000) : String(error);
}

const constraintsOf = memoise(readConstraints);

function memoise<Value>(read: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as Value) : read(key);
    known.set(key, value);
    return value;
  };
}
