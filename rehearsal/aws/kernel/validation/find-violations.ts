import type { ServiceConstraints, ShapeConstraints } from './constraints.ts';

/** One value that a shape does not allow. */
export interface Violation {
  /** Where it stands: `tags.1.member.key`. */
  readonly path: string;
  /** Undefined when it is missing. */
  readonly value: unknown;
  /** Whether the message must not show it. */
  readonly isSecret: boolean;
  readonly kind: 'required' | 'enum' | 'pattern' | 'minimum' | 'maximum';
  /** What it should have been: `Member must not be null`. */
  readonly constraint: string;
}

/** All that a service's model does not allow in an operation's input, in the order of its members. */
export function findViolations(
  { operations, shapes }: ServiceConstraints,
  operation: string,
  input: unknown,
): Violation[] {
  return visit(operations[operation], input, '');

  function visit(name: string | undefined, value: unknown, path: string): Violation[] {
    const shape = name === undefined ? undefined : shapes[name];
    if (!shape || value === undefined) return [];
    return [...ownViolations(shape, value, path), ...visitInner(shape, value, path)];
  }

  function visitInner(shape: ShapeConstraints, value: unknown, path: string): Violation[] {
    if (Array.isArray(value)) return visitItems(shape.item, value, path);
    if (!isObject(value)) return [];
    if (shape.members || shape.required) return visitMembers(shape, value, path);
    return [
      ...summarise(shape.key, Object.keys(value), { path, value, words: 'Map keys' }),
      ...visitValues(shape.item, value, path),
    ];
  }

  function visitMembers({ required = [], members = {} }: ShapeConstraints, value: object, path: string) {
    const given = new Map(Object.entries(value));
    const names = new Set([...required, ...Object.keys(members)]);
    return [...names].flatMap((name) => {
      const at = join(path, lowerFirst(name));
      const member = given.get(name);
      if (member !== undefined) return visit(members[name], member, at);
      return required.includes(name) ? [missing(at)] : [];
    });
  }

  /** Items that are structures have places of their own; of plain ones AWS says which list they are in. */
  function visitItems(item: string | undefined, values: readonly unknown[], path: string): Violation[] {
    if (values.some(isObject) || values.some(Array.isArray)) {
      return values.flatMap((value, index) => visit(item, value, join(path, `${index + 1}.member`)));
    }
    return summarise(item, values, { path, value: values, words: 'Member' });
  }

  function visitValues(item: string | undefined, value: object, path: string): Violation[] {
    const values = Object.entries(value);
    if (values.some(([, inner]) => isObject(inner) || Array.isArray(inner))) {
      return values.flatMap(([key, inner]) => visit(item, inner, join(path, `${key}.member`)));
    }
    return summarise(
      item,
      values.map(([, inner]) => inner),
      { path, value, words: 'Map value' },
    );
  }

  /** One violation for a collection with plain items that are not allowed, naming all that is asked of an item. */
  function summarise(
    name: string | undefined,
    values: readonly unknown[],
    { path, value, words }: { path: string; value: unknown; words: string },
  ): Violation[] {
    const shape = name === undefined ? undefined : shapes[name];
    const found = shape ? values.flatMap((item) => ownViolations(shape, item, path)) : [];
    if (!shape || found.length === 0) return [];
    const demands = demandsOf(shape, isNumber(values[0])).map(({ constraint }) => constraint);
    return [
      {
        ...{ path, value, isSecret: shape.sensitive === true, kind: found[0]?.kind ?? 'pattern' },
        constraint: `${words} must satisfy constraint: [${demands.join(', ')}]`,
      },
    ];
  }
}

function missing(path: string): Violation {
  return { path, value: undefined, isSecret: false, kind: 'required', constraint: 'Member must not be null' };
}

interface Demand extends Pick<Violation, 'kind' | 'constraint'> {
  readonly holds: (value: unknown) => boolean;
}

function ownViolations(shape: ShapeConstraints, value: unknown, path: string): Violation[] {
  const isSecret = shape.sensitive === true;
  return (
    demandsOf(shape, isNumber(value))
      .filter(({ holds }) => !holds(value))
      // Of a value of its own AWS tells the pattern first.
      .sort((a, b) => Number(b.kind === 'pattern') - Number(a.kind === 'pattern'))
      .map(({ kind, constraint }) => ({ path, value, isSecret, kind, constraint }))
  );
}

/** In the order in which AWS lists them for the items of a collection. */
function demandsOf(shape: ShapeConstraints, ofNumber: boolean): Demand[] {
  const { min, max, pattern, enum: words } = shape;
  const measure = ofNumber ? 'value' : 'length';
  const demands: Demand[] = [];
  if (words) {
    const constraint = `Member must satisfy enum value set: [${words.join(', ')}]`;
    demands.push({ kind: 'enum', constraint, holds: (value) => words.includes(String(value)) });
  }
  if (max !== undefined) {
    const constraint = `Member must have ${measure} less than or equal to ${max}`;
    demands.push({ kind: 'maximum', constraint, holds: (value) => sizeOf(value) <= max });
  }
  if (min !== undefined) {
    const constraint = `Member must have ${measure} greater than or equal to ${min}`;
    demands.push({ kind: 'minimum', constraint, holds: (value) => sizeOf(value) >= min });
  }
  if (pattern !== undefined) {
    const constraint = `Member must satisfy regular expression pattern: ${pattern}`;
    // A text that is too long is refused already; what a pattern would take for it is the sender's choice.
    const holds = (value: unknown) =>
      sizeOf(value) > (max ?? LONGEST) || compile(pattern).test(String(value));
    demands.push({ kind: 'pattern', constraint, holds });
  }
  return demands;
}

/** No text with a pattern and without a greatest length is as long as this on AWS. */
const LONGEST = 100_000;

/** AWS counts a text's characters, not its bytes. NaN is smaller and greater than nothing. */
function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

const compiled = new Map<string, RegExp>();

/** AWS holds the whole text to a pattern, anchored or not. */
function compile(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const made = compilePattern(pattern);
  compiled.set(pattern, made);
  return made;
}

/** @throws SyntaxError when JavaScript has no such pattern */
export function compilePattern(pattern: string): RegExp {
  // Properties of characters need the flag; other patterns escape what need not be escaped, and it forbids that.
  return new RegExp(`^(?:${pattern})$`, /\\p\{/.test(pattern) ? 'u' : '');
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isObject(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** AWS's messages name members as Java does. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
