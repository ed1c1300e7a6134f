import { describe, expect, test } from '@jest/globals';
import { ActionFailure } from '../../../lib/action/errors.ts';
import { readInputs } from '../../../lib/action/inputs.ts';
import { toInputVariables } from '../../../lib/action/testing/to-input-variables.ts';
import { leastBuild } from '../testing/least-build.ts';
import { inputs } from './inputs.ts';
import { makePlan, type Plan } from './plan.ts';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

function plan(given: Record<string, string>, env: Record<string, string> = { GITHUB_SHA: 'c0ffee' }): Plan {
  return makePlan(readInputs(inputs, toInputVariables(given)), env);
}

function failureOf(given: Record<string, string>, env: Record<string, string> = {}) {
  try {
    plan(given, env);
  } catch (error) {
    if (error instanceof ActionFailure) return error.failure;
    throw error;
  }
  throw new Error('The inputs were accepted.');
}

describe('a build', () => {
  test('from the least that can be given', () => {
    expect(plan({ repository: 'team/web' })).toEqual({
      repository: 'team/web',
      tags: ['c0ffee'],
      creation: undefined,
      source: leastBuild,
    });
  });

  test('the Dockerfile stands in the context unless it is named', () => {
    expect(plan({ repository: 'web', context: 'app/' }).source).toMatchObject({
      dockerfile: 'app/Dockerfile',
    });
    expect(plan({ repository: 'web', context: 'app', dockerfile: 'x.Dockerfile' }).source).toMatchObject({
      context: 'app',
      dockerfile: 'x.Dockerfile',
    });
  });

  test('a repository that is created: scanned and mutable unless said otherwise', () => {
    expect(plan({ repository: 'web', 'create-repository': 'true' }).creation).toEqual({
      scanOnPush: true,
      immutableTags: false,
    });
    expect(
      plan({
        repository: 'web',
        'create-repository': 'yes',
        'scan-on-push': 'no',
        'tag-mutability': 'immutable',
      }).creation,
    ).toEqual({ scanOnPush: false, immutableTags: true });
  });
});

describe('an existing image', () => {
  test.each([
    ['web:v1', { registry: undefined, repository: 'web', tag: 'v1', digest: undefined }],
    [`team/web@${DIGEST}`, { registry: undefined, repository: 'team/web', tag: undefined, digest: DIGEST }],
    [
      `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:v1@${DIGEST}`,
      {
        registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
        repository: 'team/web',
        tag: 'v1',
        digest: DIGEST,
      },
    ],
    [
      '127.0.0.1:4510/web:v1',
      { registry: '127.0.0.1:4510', repository: 'web', tag: 'v1', digest: undefined },
    ],
    ['localhost/a/b:1', { registry: 'localhost', repository: 'a/b', tag: '1', digest: undefined }],
  ])('%s', (image, reference) => {
    expect(plan({ image })).toMatchObject({
      repository: reference.repository,
      tags: [],
      source: { kind: 'take', reference },
    });
  });

  test('a copy keeps the tag by which the image was named, unless others are given', () => {
    expect(plan({ image: 'dev/web:v1', repository: 'prod/web' })).toMatchObject({
      repository: 'prod/web',
      tags: ['v1'],
    });
    expect(plan({ image: 'dev/web:v1', repository: 'prod/web', tags: 'live' }).tags).toEqual(['live']);
  });
});

test.each([
  ['team/web', 'which names a repository but no image in it'],
  ['Team/Web:v1', 'which is no reference to an image'],
  ['web@sha256:12', 'which is no reference to an image'],
  [`web@${DIGEST}@${DIGEST}`, 'which is no reference to an image'],
])('%s is no image', (image, why) => {
  expect(failureOf({ image }).cause).toMatch(
    new RegExp(`^Input "image" is "${image.slice(0, 80)}.*", ${why}\\. Allowed: a reference`),
  );
});

describe('what contradicts itself is refused', () => {
  test.each([
    [{}, 'Input "repository" is not given, so there is no place for the image that is to be built.'],
    [
      { repository: 'web' },
      'Input "tags" is not given, and there is no commit (GITHUB_SHA) to name the image after.',
    ],
    [
      { image: 'web:v1', context: '.', 'build-args': 'A=1' },
      'Input "context", "build-args" only acts in a build, and "image" takes an image that is built already.',
    ],
    [
      { image: 'web:v1', provenance: 'max' },
      'Input "provenance" only acts in a build, and "image" takes an image that is built already.',
    ],
    [
      { image: `dev/web@${DIGEST}`, repository: 'prod/web' },
      'Input "tags" is not given, and the copy in "prod/web" would have no tag: lifecycle policies delete such images.',
    ],
    [
      { image: 'web:v1', 'scan-on-push': 'true' },
      'Input "scan-on-push" only acts on a repository that this run creates, and "create-repository" is not true.',
    ],
    [
      { image: 'web:v1', 'tag-mutability': 'mutable' },
      'Input "tag-mutability" only acts on a repository that this run creates, and "create-repository" is not true.',
    ],
  ] as [Record<string, string>, string][])('%j', (given, cause) => {
    expect(failureOf(given)).toMatchObject({ cause, advice: expect.any(String) });
  });
});
