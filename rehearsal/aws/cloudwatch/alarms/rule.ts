import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { notImplemented } from '../../kernel/errors.ts';
import { validationError } from '../errors.ts';
import { isTooDeep } from '../nesting.ts';

/** A composite alarm's rule expression as a tree. */
export type Rule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: StateValue; readonly alarm: string }
  | { readonly kind: 'not'; readonly of: Rule }
  | { readonly kind: 'and' | 'or'; readonly left: Rule; readonly right: Rule };

const CHILDREN_LIMIT = 100;
const ELEMENTS_LIMIT = 500;

const FUNCTION = /\s*(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"((?:[^"\\]|\\.)*)"|([^)"]+?))\s*\)/y;
const WORD = /\s*(AND\b|OR\b|NOT\b|TRUE\b|FALSE\b|\(|\))/y;

type Token = string | Extract<Rule, { kind: 'state' }>;

/**
 * Reads `ALARM(a) AND NOT (OK("b") OR FALSE)`; NOT binds tighter than AND, AND tighter than OR.
 * @throws AwsError ValidationError where it is no rule, or too long a one
 */
export function parseRule(text: string): Rule {
  const tokens = tokenize(text);
  if (isTooDeep(tokens)) fail(text);
  let position = 0;
  const take = (token: string): boolean => {
    if (tokens[position] !== token) return false;
    position += 1;
    return true;
  };

  function parseOr(): Rule {
    let left = parseAnd();
    while (take('OR')) left = { kind: 'or', left, right: parseAnd() };
    return left;
  }

  function parseAnd(): Rule {
    let left = parseNot();
    while (take('AND')) left = { kind: 'and', left, right: parseNot() };
    return left;
  }

  function parseNot(): Rule {
    let isNegative = false;
    while (take('NOT')) isNegative = !isNegative;
    const of = parseAtom();
    return isNegative ? { kind: 'not', of } : of;
  }

  function parseAtom(): Rule {
    if (take('TRUE')) return { kind: 'constant', value: true };
    if (take('FALSE')) return { kind: 'constant', value: false };
    if (take('(')) {
      const inner = parseOr();
      return take(')') ? inner : fail(text);
    }
    const token = tokens[position];
    if (typeof token !== 'object') return fail(text);
    position += 1;
    return token;
  }

  const rule = parseOr();
  if (position < tokens.length) fail(text);
  if (tokens.length > ELEMENTS_LIMIT || alarmsIn(rule).length > CHILDREN_LIMIT) {
    throw validationError('AlarmRule has too many elements.');
  }
  return rule;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  for (let from = 0; from < trimmed.length; ) {
    const found = readAt(FUNCTION, trimmed, from) ?? readAt(WORD, trimmed, from);
    if (!found) {
      if (/^\s*AT_LEAST\s*\(/.test(trimmed.slice(from))) throw notImplemented('AT_LEAST in an AlarmRule');
      return fail(text);
    }
    const [whole, word = '', quoted, plain] = found;
    const name = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    tokens.push(name === undefined ? word : { kind: 'state', state: word as StateValue, alarm: name });
    from += whole.length;
  }
  return tokens;
}

function readAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = from;
  return sticky.exec(text);
}

function fail(text: string): never {
  throw validationError(`AlarmRule is not a valid expression: ${text}`);
}

/** Names or ARNs of the alarms that a rule depends on, each once. */
export function alarmsIn(rule: Rule): string[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return alarmsIn(rule.of);
    case 'and':
    case 'or':
      return [...new Set([...alarmsIn(rule.left), ...alarmsIn(rule.right)])];
  }
}

/** @param stateOf undefined for an alarm that does not exist (any more) */
export function holds(rule: Rule, stateOf: (alarm: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !holds(rule.of, stateOf);
    case 'and':
      return holds(rule.left, stateOf) && holds(rule.right, stateOf);
    case 'or':
      return holds(rule.left, stateOf) || holds(rule.right, stateOf);
  }
}
