import { notImplemented } from '../../kernel/errors.ts';
import { validationError } from '../errors.ts';
import type { Expression } from './expression.ts';

/** A time series: values by the start of their period, in milliseconds since the epoch. */
export type TimeSeries = ReadonlyMap<number, number>;

type Value = number | TimeSeries | readonly TimeSeries[];

/** What an expression may refer to. */
export interface Scope {
  readonly series: ReadonlyMap<string, TimeSeries>;
  /** The periods of the time that is looked at, oldest first. */
  readonly periods: readonly number[];
}

/**
 * The time series that an expression comes to.
 * @throws AwsError for what AWS refuses, and NotImplemented for functions that exist on AWS but not here
 */
export function compute(expression: Expression, scope: Scope): TimeSeries {
  const value = evaluate(expression, scope);
  if (typeof value === 'number' || isList(value)) {
    throw validationError('The expression must return a single time series.');
  }
  return value;
}

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return find(expression.name, scope);
    case 'array':
      return expression.items.map((item) => asSeries(evaluate(item, scope)));
    case 'negate':
      return combine(0, evaluate(expression.of, scope), (a, b) => a - b);
    case 'operation': {
      const { operator, left, right } = expression;
      return combine(evaluate(left, scope), evaluate(right, scope), OPERATORS[operator] ?? unknown(operator));
    }
    case 'call':
      return call(expression.name, expression.parameters, scope);
  }
}

function find(name: string, scope: Scope): TimeSeries {
  const found = scope.series.get(name);
  if (!found) throw validationError(`Error in expression: Undefined variable(s) [${name}]`);
  return found;
}

type Operator = (a: number, b: number) => number;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};

/** Two series give a value where both have one; what is no number, as a division by zero, gives none. */
function combine(left: Value, right: Value, operator: Operator): Value {
  if (isList(left)) return left.map((item) => asSeries(combine(item, right, operator)));
  if (isList(right)) return right.map((item) => asSeries(combine(left, item, operator)));
  if (typeof left === 'number' && typeof right === 'number') return operator(left, right);
  const times = typeof left === 'number' ? (right as TimeSeries).keys() : left.keys();
  const values = new Map<number, number>();
  for (const time of times) {
    const [a, b] = [at(left, time), at(right, time)];
    const value = a === undefined || b === undefined ? Number.NaN : operator(a, b);
    if (Number.isFinite(value)) values.set(time, value);
  }
  return values;
}

function at(value: number | TimeSeries, time: number): number | undefined {
  return typeof value === 'number' ? value : value.get(time);
}

function call(name: string, parameters: readonly Expression[], scope: Scope): Value {
  const [first, second, third] = parameters;
  if (!first) throw validationError(`Error in expression: ${name} needs a parameter`);
  const reduce = Object.hasOwn(REDUCERS, name) ? REDUCERS[name] : undefined;
  if (reduce && parameters.length === 1) return reduceValue(evaluate(first, scope), reduce, scope);
  if (name === 'FILL' && second) return fill(evaluate(first, scope), second, scope);
  if (name === 'IF' && second && third) {
    return choose(evaluate(first, scope), evaluate(second, scope), evaluate(third, scope), scope);
  }
  return unknown(`the metric math function ${name}`);
}

type Reducer = (values: readonly number[]) => number;

const REDUCERS: Readonly<Record<string, Reducer>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};

/** An array comes to one series over its members; a single series to its number over all time. */
function reduceValue(value: Value, reduce: Reducer, { periods }: Scope): Value {
  if (typeof value === 'number') return value;
  if (!isList(value)) return reduce([...value.values()]);
  const reduced = periods.flatMap((time) => {
    const present = value.flatMap((series) => series.get(time) ?? []);
    return present.length === 0 ? [] : [[time, reduce(present)] as const];
  });
  return new Map(reduced);
}

function fill(value: Value, filler: Expression, scope: Scope): Value {
  if (isList(value)) return value.map((item) => asSeries(fill(item, filler, scope)));
  if (typeof value === 'number') return value;
  if (filler.kind === 'name' && filler.name === 'LINEAR') return unknown('FILL with LINEAR');
  const repeats = filler.kind === 'name' && filler.name === 'REPEAT';
  const replacement = repeats ? Number.NaN : evaluate(filler, scope);
  if (isList(replacement)) {
    throw validationError('Error in expression: FILL takes a number or a single time series');
  }
  let last: number | undefined;
  const filled = new Map<number, number>();
  for (const time of scope.periods) {
    last = value.get(time) ?? (repeats ? last : at(replacement, time));
    if (last !== undefined) filled.set(time, last);
  }
  return filled;
}

function choose(condition: Value, yes: Value, no: Value, { periods }: Scope): Value {
  if (isList(condition) || isList(yes) || isList(no)) return unknown('IF with arrays');
  const chosen = new Map<number, number>();
  for (const time of periods) {
    const holds = at(condition, time);
    const value = holds === undefined ? undefined : at(holds === 0 ? no : yes, time);
    if (value !== undefined) chosen.set(time, value);
  }
  return chosen;
}

function isList(value: Value): value is readonly TimeSeries[] {
  return Array.isArray(value);
}

function asSeries(value: Value): TimeSeries {
  if (typeof value === 'number' || isList(value)) {
    throw validationError('Error in expression: an array may hold time series only');
  }
  return value;
}

function unknown(what: string): never {
  throw notImplemented(what);
}
