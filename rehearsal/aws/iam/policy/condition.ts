import { AwsError } from '../../kernel/errors.ts';
import { OPERATORS } from './operators.ts';

/** One line of a `Condition` block: `{"StringLike": {"aws:RequestTag/team": ["a", "b*"]}}`. */
export interface Condition {
  /** Name of an entry of OPERATORS, or `Null`. */
  readonly operator: string;
  /** For keys with several values: whether each or any of them has to match. */
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  /** True with the suffix `IfExists`: a key that the call does not have is no hindrance. */
  readonly ifExists: boolean;
  /** In lower case: keys are not case-sensitive. */
  readonly key: string;
  /** Any of them may match; for a negated operator none may. */
  readonly values: readonly string[];
}

/** What is known about a call, by key in lower case. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** @throws AwsError MalformedPolicyDocument */
export function readConditions(block: unknown): readonly Condition[] {
  if (block === undefined) return [];
  if (!isObject(block)) throw malformed('Syntax errors in policy.');
  return Object.entries(block).flatMap(([name, keys]) => {
    const kind = readOperator(name);
    if (!isObject(keys)) throw malformed('Syntax errors in policy.');
    return Object.entries(keys).map(([key, given]) => ({
      ...kind,
      key: key.toLowerCase(),
      values: readValues(given),
    }));
  });
}

function readOperator(name: string): Pick<Condition, 'operator' | 'quantifier' | 'ifExists'> {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name);
  const [, quantifier, operator = '', suffix] = parts ?? [];
  if (!(operator in OPERATORS) && operator !== 'Null') throw malformed(`Invalid Condition type : ${name}.`);
  return {
    operator,
    ifExists: suffix !== undefined,
    ...(quantifier === undefined ? {} : { quantifier: quantifier as 'ForAllValues' | 'ForAnyValue' }),
  };
}

function readValues(given: unknown): string[] {
  const values = Array.isArray(given) ? given : [given];
  if (values.some((value) => !['string', 'number', 'boolean'].includes(typeof value))) {
    throw malformed('Syntax errors in policy.');
  }
  return values.map(String);
}

/** @param resolve fills policy variables into a value; undefined when the call has not what it names */
export function meetsCondition(
  { operator, quantifier, ifExists, key, values }: Condition,
  context: Context,
  resolve: (value: string) => string | undefined,
): boolean {
  const actual = context.get(key);
  if (operator === 'Null') return values.some((value) => (value === 'true') === (actual === undefined));
  if (actual === undefined || actual.length === 0) {
    if (ifExists || quantifier === 'ForAllValues') return true;
    return quantifier === undefined && isNegated(operator);
  }
  const wanted = values.map(resolve).filter((value) => value !== undefined);
  const matches = (value: string) => matchesOne(operator, value, wanted);
  return quantifier === 'ForAllValues'
    ? actual.every(matches)
    : matchesSome(operator, quantifier, actual, matches);
}

/** Without a quantifier a negated operator has to hold for every value of the call. */
function matchesSome(
  operator: string,
  quantifier: Condition['quantifier'],
  actual: readonly string[],
  matches: (value: string) => boolean,
): boolean {
  return quantifier === undefined && isNegated(operator) ? actual.every(matches) : actual.some(matches);
}

function matchesOne(operator: string, actual: string, wanted: readonly string[]): boolean {
  const { negated, test } = OPERATORS[operator] ?? { negated: false, test: () => false };
  const isAny = wanted.some((value) => test(actual, value));
  return negated ? !isAny : isAny;
}

function isNegated(operator: string): boolean {
  return OPERATORS[operator]?.negated ?? false;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message, 400);
}
