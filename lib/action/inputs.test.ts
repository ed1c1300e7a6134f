import { describe, expect, test } from '@jest/globals';
import { InputError } from './errors.ts';
import { boolean } from './inputs/boolean.ts';
import { choice } from './inputs/choice.ts';
import { duration } from './inputs/duration.ts';
import { integer } from './inputs/integer.ts';
import { keyValues } from './inputs/key-values.ts';
import { list } from './inputs/list.ts';
import { percentage } from './inputs/percentage.ts';
import { text } from './inputs/text.ts';
import { defineInputs, type InputSpecs, readInputs } from './inputs.ts';
import type { Failure } from './outcome.ts';
import { toInputVariables } from './testing/to-input-variables.ts';

const specs = defineInputs({
  cluster: text({
    description: 'Cluster.',
    required: true,
    pattern: /[\w-]+/,
    allowed: 'a cluster name such as web',
  }),
  bake: duration({ description: 'Bake time.', default: '30s', maximum: '2h' }),
  'create-repository': boolean({ description: 'Create it.', default: 'false' }),
  mode: choice({ description: 'Mode.', default: 'release', words: ['release', 'rollback'] }),
  count: integer({ description: 'Count.', minimum: 1, maximum: 10 }),
  share: percentage({ description: 'Share.', default: '0.5%' }),
  tags: list({ description: 'Tags.', pattern: /[\w.-]+/, allowed: 'image tags such as v1' }),
  'build-args': keyValues({ description: 'Arguments.' }),
  token: text({ description: 'Token.', secret: true, pattern: /[a-z]+/, allowed: 'lower-case letters' }),
});

function failureOf(inputs: Record<string, string>, of: InputSpecs = specs): Failure {
  try {
    readInputs(of, toInputVariables(inputs));
  } catch (error) {
    if (error instanceof InputError) return error.failure;
    throw error;
  }
  throw new Error('The inputs were accepted.');
}

describe('what is given becomes typed values', () => {
  test('every kind of input', () => {
    const inputs = readInputs(specs, {
      ...toInputVariables({
        cluster: ' web ',
        bake: '1h30m',
        'create-repository': 'Yes',
        mode: 'ROLLBACK',
        count: '7',
        share: '12.5%',
        tags: 'v1, v2\nv3',
        'build-args': 'A=1\n# a comment\n\nB=x=y',
        token: 'abc',
      }),
      PATH: '/bin',
    });
    expect(inputs).toEqual({
      cluster: 'web',
      bake: 5_400_000,
      createRepository: true,
      mode: 'rollback',
      count: 7,
      share: 0.125,
      tags: ['v1', 'v2', 'v3'],
      buildArgs: new Map([
        ['A', '1'],
        ['B', 'x=y'],
      ]),
      token: 'abc',
    });
    // Types follow from the specs: these lines are the test, and tsc runs it.
    const bake: number = inputs.bake;
    const count: number | undefined = inputs.count;
    const mode: 'release' | 'rollback' = inputs.mode;
    expect([bake, count, mode]).toEqual([5_400_000, 7, 'rollback']);
  });

  test('an empty text is the same as none: the default, or nothing', () => {
    const inputs = readInputs(specs, toInputVariables({ cluster: 'web', bake: '', count: '  ', mode: '' }));
    expect(inputs).toMatchObject({
      bake: 30_000,
      count: undefined,
      share: 0.005,
      mode: 'release',
      tags: [],
      buildArgs: new Map(),
    });
  });
});

describe('an error names the input, the value, what is allowed and what was meant', () => {
  test.each([
    [
      { bake: '5 min' },
      'Input "bake" is "5 min", which is not a duration. Allowed: a duration such as 30s, 5m or 1h30m, at most 2h. Did you mean "5m"?',
    ],
    [
      { bake: '90' },
      'Input "bake" is "90", which is not a duration. Allowed: a duration such as 30s, 5m or 1h30m, at most 2h. Did you mean "1m30s"?',
    ],
    [
      { bake: '3h' },
      'Input "bake" is "3h", which is too long. Allowed: a duration such as 30s, 5m or 1h30m, at most 2h. Did you mean "2h"?',
    ],
    [
      { 'create-repository': 'ture' },
      'Input "create-repository" is "ture", which is no switch. Allowed: true or false (also yes, no, on, off). Did you mean "true"?',
    ],
    [
      { mode: 'relase' },
      'Input "mode" is "relase", which is none of the choices. Allowed: release, rollback. Did you mean "release"?',
    ],
    [
      { count: '11' },
      'Input "count" is "11", which is too large. Allowed: a whole number from 1 to 10. Did you mean "10"?',
    ],
    [
      { count: '2.6' },
      'Input "count" is "2.6", which is not a whole number. Allowed: a whole number from 1 to 10. Did you mean "3"?',
    ],
    [
      { share: '5' },
      'Input "share" is "5", which has no percent sign. Allowed: a percentage such as 5% or 0.5%, from 0% to 100%. Did you mean "5%"?',
    ],
    [
      { share: '101%' },
      'Input "share" is "101%", which is too large. Allowed: a percentage such as 5% or 0.5%, from 0% to 100%. Did you mean "100%"?',
    ],
    [
      { share: '-1%' },
      'Input "share" is "-1%", which is not a percentage. Allowed: a percentage such as 5% or 0.5%, from 0% to 100%.',
    ],
    [
      { tags: 'v1, v 2' },
      'Input "tags" is "v1, v 2", which holds "v 2". Allowed: image tags such as v1, one a line or separated by commas.',
    ],
    [
      { tags: 'v1, v1' },
      'Input "tags" is "v1, v1", which holds "v1" twice. Allowed: image tags such as v1, one a line or separated by commas.',
    ],
    [
      { 'build-args': 'A=1\nB' },
      'Input "build-args" is "A=1\\nB", which has no "=" in line 2. Allowed: lines of the form KEY=value.',
    ],
    [
      { cluster: 'my web' },
      'Input "cluster" is "my web", which is not a cluster name such as web. Allowed: a cluster name such as web.',
    ],
    [{ cluster: '' }, 'Input "cluster" is required and is not given. Allowed: a cluster name such as web.'],
    [{ zone: 'A' }, /^Input "zone" is not known\. Allowed: cluster, bake, /],
    [
      { build_args: 'A=1' },
      /^Input "build_args" is not known\. Did you mean "build-args"\? Allowed: cluster, bake, /,
    ],
  ])('%j', (inputs, cause) => {
    expect(failureOf({ cluster: 'web', ...inputs } as Record<string, string>).cause).toEqual(
      typeof cause === 'string' ? cause : expect.stringMatching(cause),
    );
  });

  test('a secret value is in no error', () => {
    expect(failureOf({ cluster: 'web', token: 'S3CRET' }).cause).toBe(
      'Input "token" is a secret, which is not lower-case letters. Allowed: lower-case letters.',
    );
  });

  test('all errors are told: a misspelled name before the required input that it leaves empty', () => {
    const failure = failureOf({ clutser: 'web', bake: 'x' });
    expect(failure.cause).toMatch(/^Input "clutser" is not known\. Did you mean "cluster"\?/);
    expect(failure.detail?.split('\n')).toEqual([
      expect.stringMatching(/^Input "cluster" is required/),
      expect.stringMatching(/^Input "bake" is "x", which is not a duration/),
    ]);
  });

  test('a value cannot bring a line of its own into the error', () => {
    expect(failureOf({ cluster: 'a\n::error::b' }).cause).not.toContain('\n');
  });
});

test('an empty default is refused where it is written', () => {
  expect(() => text({ description: 'x', default: '' })).toThrow('An empty default is none');
});
