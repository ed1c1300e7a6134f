import { describe, expect, test } from '@jest/globals';
import { readInputs } from '../../../../lib/action/inputs.ts';
import { toInputVariables } from '../../../../lib/action/testing/to-input-variables.ts';
import { inputs as specs } from '../inputs.ts';
import { toRequest } from './request.ts';

const IMAGE = `web@sha256:${'a'.repeat(64)}`;
const PARAMETER = '/platform/shop/production/web';

function requestOf(given: Readonly<Record<string, string>>) {
  return toRequest(readInputs(specs, toInputVariables(given)));
}

describe('a request', () => {
  test.each([
    ['of a target in Parameter Store is recorded below its name', { target: PARAMETER }, PARAMETER],
    ['says where a document’s releases are recorded', { target: '{}', record: PARAMETER }, PARAMETER],
    ['may record below another name', { target: PARAMETER, record: '/other' }, '/other'],
    ['may keep no record', { target: PARAMETER, record: 'none' }, undefined],
    ['of a dry run needs no record', { target: '{}', 'dry-run': 'true' }, undefined],
  ])('%s', (_how, given, record) => {
    expect(requestOf({ ...given, image: IMAGE })).toMatchObject({ mode: 'release', record });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'to release without an image',
      { target: PARAMETER },
      'Input "image" is required in mode "release" and is not given. Allowed: a repository with a digest',
    ],
    [
      'to release to a document without a record',
      { target: '{}', image: IMAGE },
      'Input "record" is required when "target" is a document. Allowed: a name such as /platform/shop/production/web, or none.',
    ],
    [
      'to recover without a record',
      { target: PARAMETER, record: 'none', mode: 'recover' },
      'Input "record" is required in mode "recover". Allowed: a name such as /platform/shop/production/web.',
    ],
    [
      'whose input would be ignored',
      { target: PARAMETER, mode: 'status', image: IMAGE },
      'Input "image" does nothing in mode "status". Leave it out, or use mode release, prepare, bootstrap.',
    ],
    [
      'whose alarms would be ignored',
      { target: PARAMETER, mode: 'rollback', alarms: 'web-5xx' },
      'Input "alarms" does nothing in mode "rollback". Leave it out, or use mode release, shift, bootstrap, recover.',
    ],
    [
      'that checks a version in no answer',
      { target: PARAMETER, image: IMAGE, 'expect-version': 'header:x-version=1' },
      'Input "expect-version" does nothing without "probe-url" or "test-url". Leave it out, or give one.',
    ],
    [
      'to take back what needs no probe',
      { target: PARAMETER, mode: 'recover', 'test-url': 'https://www.example.com/' },
      'Input "test-url" does nothing in mode "recover" with "on-interrupted: revert". Leave it out.',
    ],
    [
      'whose test headers go nowhere',
      { target: PARAMETER, image: IMAGE, 'test-headers': 'x-standby=S3CRET' },
      'Input "test-headers" does nothing without "test-url". Leave it out, or give that too.',
    ],
    [
      'to probe the standby in a rollback, whose version has served before',
      { target: PARAMETER, mode: 'rollback', 'test-url': 'https://www.example.com/' },
      'Input "test-url" does nothing in mode "rollback". Leave it out, or use mode release, prepare, shift',
    ],
    [
      'whose input would be ignored in this mode, but not in others',
      { target: PARAMETER, mode: 'status', hold: '1m' },
      'Input "hold" does nothing in mode "status". Leave it out, or use mode release, prepare, shift, finish, bootstrap, rollback, recover.',
    ],
    [
      'whose alarms a recovery would not look at',
      { target: PARAMETER, mode: 'recover', alarms: 'web-5xx' },
      'Input "alarms" does nothing in mode "recover" with "on-interrupted: revert". Leave it out.',
    ],
    [
      'to prepare what no record would tell the next mode of',
      { target: PARAMETER, mode: 'prepare', image: IMAGE, record: 'none' },
      'Input "record" is required in mode "prepare".',
    ],
    [
      'to prepare nothing',
      { target: PARAMETER, mode: 'prepare' },
      'Input "image" is required in mode "prepare" and is not given.',
    ],
    [
      'to turn stickiness off without a record',
      { target: PARAMETER, record: 'none', image: IMAGE, sticky: 'detach' },
      'Without a record, "sticky" cannot be detach: nothing would know what to put back after a lost run.',
    ],
    [
      'to keep clients on the version that a rollback leaves',
      { target: PARAMETER, mode: 'rollback', sticky: 'wait' },
      'Input "sticky" cannot be wait in mode "rollback": it would keep clients on the version that is left. Use detach.',
    ],
    [
      'to say in a later mode what the plan of an earlier one has fixed',
      { target: PARAMETER, mode: 'shift', sticky: 'detach' },
      'Input "sticky" does nothing in mode "shift". Leave it out, or use mode',
    ],
  ])('%s is refused', (_what, given, message) => {
    expect(() => requestOf(given)).toThrow(message);
  });

  test('tells every problem at once', () => {
    const given = { target: '{}', mode: 'recover', image: IMAGE, steps: '10% 1m, 100%' };
    expect(() => requestOf(given)).toThrow(
      expect.objectContaining({
        failure: {
          cause: expect.stringContaining('Input "image" does nothing'),
          advice: 'Correct the "with:" of this step.',
          detail: expect.stringMatching(/^Input "steps" does nothing.*\nInput "record" is required/),
        },
      }),
    );
  });

  test('to prepare may tell which version is to be checked later', () => {
    const given = { target: PARAMETER, mode: 'prepare', image: IMAGE, 'expect-version': 'body:1.4' };
    expect(requestOf(given)).toMatchObject({ inputs: { expectVersion: { where: 'body' } } });
  });

  test('may spell out what is the default anyway', () => {
    expect(requestOf({ target: PARAMETER, mode: 'status', bake: '300s' })).toMatchObject({ mode: 'status' });
  });
});
