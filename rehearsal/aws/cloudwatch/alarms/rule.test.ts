import { describe, expect, test } from '@jest/globals';
import { alarmsIn, holds, parseRule } from './rule.ts';

const states = { a: 'ALARM', b: 'OK', c: 'INSUFFICIENT_DATA', 'odd (name)': 'ALARM' } as const;
const decide = (text: string) =>
  holds(parseRule(text), (name) =>
    Object.hasOwn(states, name) ? states[name as keyof typeof states] : undefined,
  );

describe('a composite rule', () => {
  test.each([
    ['ALARM(a)', true],
    ['OK(a)', false],
    ['ALARM(a) AND ALARM(b)', false],
    ['ALARM(a) OR ALARM(b) AND ALARM(b)', true],
    ['(ALARM(a) OR ALARM(b)) AND ALARM(b)', false],
    ['NOT ALARM(b) AND INSUFFICIENT_DATA( "c" )', true],
    ['NOT (TRUE AND FALSE)', true],
    ['ALARM("odd (name)")', true],
    ['OK(gone) OR INSUFFICIENT_DATA(gone)', false],
  ])('%s is %s', (text, wanted) => {
    expect(decide(text)).toBe(wanted);
  });

  test.each(['', 'ALARM()', 'ALARM(a', 'a', 'ALARM(a) ALARM(b)', 'AND ALARM(a)', 'alarm(a)', 'TRUEFALSE'])(
    '%j is refused',
    (text) => {
      expect(() => parseRule(text)).toThrow('AlarmRule is not a valid expression');
    },
  );

  test('is refused when it is nested too deeply to follow, and may say NOT as often as it likes', () => {
    const nest = (depth: number) => `${'('.repeat(depth)}TRUE${')'.repeat(depth)}`;
    expect(decide(nest(100))).toBe(true);
    expect(() => parseRule(nest(5_000))).toThrow('AlarmRule is not a valid expression');
    expect(decide(`${'NOT '.repeat(401)}TRUE`)).toBe(false);
  });

  test('names each alarm once', () => {
    expect(alarmsIn(parseRule('ALARM(a) OR (OK(a) AND NOT ALARM("b"))'))).toEqual(['a', 'b']);
  });
});
