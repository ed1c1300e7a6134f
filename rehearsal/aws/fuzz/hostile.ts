import type { Random } from '../kernel/random.ts';

export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[random.below(values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/** Texts that programs have stumbled over. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%2e%2e%2f',
  'arn:aws:',
  'arn:aws:ecs:eu-west-1:123456789012:',
  'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/',
  '\u0000',
  '\u0001\u001f\ufffe',
  '\ud800',
  '\udc00x',
  '\u202e\u0301\u{1f600}',
  '<a>&"\'</a>]]>',
  '$(id)',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x10',
  '9'.repeat(400),
  'a'.repeat(5000),
  '-'.repeat(5000),
  'a/'.repeat(2000),
  'a.'.repeat(2000),
  '*'.repeat(500),
  '('.repeat(500),
  '/'.repeat(3000),
  '2026-13-45T99:99:99Z',
  '+275760-09-14T00:00:00Z',
  'null',
  'true',
  '[]',
  '{}',
];

export const HOSTILE_NUMBERS: readonly number[] = [
  ...[
    0,
    -0,
    -1,
    1.5,
    0.1,
    255,
    256,
    65_535,
    65_536,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 53,
    2 ** 63,
    2 ** 64,
  ],
  ...[-(2 ** 63), 1e21, 1e308, 5e-324, 8.64e15, 8.64e15 + 1, -8.64e15, 253_402_300_800_000],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

/** A value of any kind. */
export function hostileValue(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 5 : 8)) {
    case 0:
      return pick(random, HOSTILE_NUMBERS);
    case 1:
      return random.below(2) === 0;
    case 2:
      return null;
    case 3:
    case 4:
      return pick(random, HOSTILE_TEXTS);
    case 5:
      return Array.from({ length: random.below(4) }, () => hostileValue(random, depth + 1));
    case 6:
      return nest(random);
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          pick(random, HOSTILE_TEXTS),
          hostileValue(random, depth + 1),
        ]),
      );
  }
}

/** Lists or maps in one another, deeper than anything that an API asks for. */
function nest(random: Random): unknown {
  const depth = pick(random, [10, 120, 800]);
  const isList = random.below(2) === 0;
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = isList ? [value] : { a: value };
  return value;
}
