import type { Schema } from '../kernel/model.ts';
import type { Random } from '../kernel/random.ts';
import type { ServiceConstraints, ShapeConstraints } from '../kernel/validation/constraints.ts';
import { HOSTILE_NUMBERS, HOSTILE_TEXTS, hostileValue, pick } from './hostile.ts';

/** Texts that mean something in the world of the run. */
export interface Vocabulary {
  readonly texts: readonly string[];
  /** Of members that are called so, in lower case: `cluster`, `targetgrouparn`. */
  readonly named: Readonly<Record<string, readonly string[]>>;
}

export interface InputMaker {
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  /** What the service's model demands, for inputs that get past it. */
  readonly constraints: ServiceConstraints | undefined;
}

/** Where in an input a value stands. */
interface Position {
  /** Of the model's shape, as far as it demands anything. */
  readonly shape: string | undefined;
  /** Of the nearest member, in lower case. */
  readonly name: string;
  readonly depth: number;
}

/** Inputs of an operation: most of each is right, some of it wrong, some of no kind at all. */
export function makeInput(
  { random, vocabulary, constraints }: InputMaker,
  operation: string,
  schema: Schema,
): unknown {
  return make(schema, { shape: constraints?.operations[operation], name: '', depth: 0 });

  function make(kind: Schema, { shape, name, depth }: Position): unknown {
    if (isOneIn(60)) return hostileValue(random);
    const demands = (shape === undefined ? undefined : constraints?.shapes[shape]) ?? {};
    const inner = (item: Schema) => make(item, { shape: demands.item, name, depth: depth + 1 });
    if (kind.isStructSchema()) return makeStructure(kind, demands, depth);
    if (kind.isListSchema()) {
      return Array.from({ length: lengthOf(demands, depth) }, () => inner(kind.getValueSchema()));
    }
    if (kind.isMapSchema()) {
      const keys = Array.from({ length: lengthOf(demands, depth) }, () => makeText({}, ''));
      return Object.fromEntries(keys.map((key) => [key, inner(kind.getValueSchema())]));
    }
    if (kind.isBooleanSchema()) return random.below(2) === 0;
    if (kind.isNumericSchema()) return makeNumber(demands);
    if (kind.isTimestampSchema()) return new Date(pick(random, HOSTILE_NUMBERS) * pick(random, [1, 1000]));
    if (kind.isBlobSchema()) return Buffer.from(random.hex(random.below(64)));
    return makeText(demands, name);
  }

  function makeStructure(
    kind: Schema,
    { required = [], members = {} }: ShapeConstraints,
    depth: number,
  ): object {
    const chance = depth === 0 ? 40 : 25;
    const chosen = [...kind.structIterator()].filter(([name]) =>
      required.includes(name) ? !isOneIn(40) : depth < 6 && random.below(100) < chance,
    );
    return Object.fromEntries(
      chosen.map(([name, member]) => [
        name,
        make(member, { shape: members[name], name: name.toLowerCase(), depth: depth + 1 }),
      ]),
    );
  }

  function lengthOf({ min = 0, max = 3 }: ShapeConstraints, depth: number): number {
    if (isOneIn(200)) return 300;
    return depth > 6 ? 0 : Math.min(Math.max(min, random.below(3)), max);
  }

  function makeText({ enum: words }: ShapeConstraints, name: string): string {
    if (isOneIn(15)) return pick(random, HOSTILE_TEXTS);
    if (words) return pick(random, words);
    const known = Object.hasOwn(vocabulary.named, name) ? vocabulary.named[name] : undefined;
    return known && !isOneIn(10) ? pick(random, known) : pick(random, vocabulary.texts);
  }

  function makeNumber({ min = 0, max = 100 }: ShapeConstraints): number {
    if (isOneIn(15)) return pick(random, HOSTILE_NUMBERS);
    return min + random.below(Math.max(1, Math.min(100, max - min + 1)));
  }

  function isOneIn(times: number): boolean {
    return random.below(times) === 0;
  }
}
