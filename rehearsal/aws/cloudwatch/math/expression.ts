import { validationError } from '../errors.ts';
import { isTooDeep } from '../nesting.ts';

/** A metric math expression as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'negate'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] };

const TOKEN = /\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|<=|>=|==|!=|&&|\|\||[-+*/^()[\],<>])/y;

/** Binary operators, loosest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/** @throws AwsError ValidationError where it is no expression */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  if (isTooDeep(tokens)) fail(text);
  let position = 0;
  const peek = () => tokens[position];
  const take = () => tokens[position++] ?? fail(text);
  const expect = (token: string) => {
    if (take() !== token) fail(text);
  };

  function parseLevel(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return parseUnary();
    let left = parseLevel(level + 1);
    for (let next = peek(); next && operators.includes(next); next = peek()) {
      const operator = take();
      left = { kind: 'operation', operator, left, right: parseLevel(level + 1) };
    }
    return left;
  }

  function parseUnary(): Expression {
    let isNegative = false;
    while (peek() === '-') {
      take();
      isNegative = !isNegative;
    }
    const of = parseAtom();
    return isNegative ? { kind: 'negate', of } : of;
  }

  function parseAtom(): Expression {
    const token = take();
    if (token === '(') {
      const inner = parseLevel(0);
      expect(')');
      return inner;
    }
    if (token === '[') return { kind: 'array', items: parseList(']') };
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z_]/.test(token)) fail(text);
    if (peek() !== '(') return { kind: 'name', name: token };
    take();
    return { kind: 'call', name: token, parameters: parseList(')') };
  }

  function parseList(end: string): Expression[] {
    if (peek() === end) {
      take();
      return [];
    }
    const items = [parseLevel(0)];
    for (let token = take(); token !== end; token = take()) {
      if (token !== ',') fail(text);
      items.push(parseLevel(0));
    }
    return items;
  }

  const expression = parseLevel(0);
  return position === tokens.length ? expression : fail(text);
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  const trimmed = text.trimEnd();
  while (pattern.lastIndex < trimmed.length) {
    const token = pattern.exec(trimmed)?.[1];
    if (token === undefined) fail(text);
    else tokens.push(token);
  }
  return tokens;
}

function fail(text: string): never {
  throw validationError(`Error in expression '${text}': Invalid syntax`);
}
