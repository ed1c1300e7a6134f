import { describe, expect, test } from '@jest/globals';
import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import { describeWithoutData, judgeAlarms } from './judge-alarms.ts';

const ok: Alarm = {
  ...{ name: 'errors', arn: 'arn:errors', state: 'OK', reason: 'Fine.', since: 0 },
  basis: { kind: 'metrics', namespaces: ['Shop'], period: 60, evaluationPeriods: 1 },
};
const raised: Alarm = { ...ok, state: 'ALARM', reason: 'Threshold Crossed:\n 1 datapoint.' };
const empty: Alarm = { ...ok, state: 'INSUFFICIENT_DATA' };
const RAISED = 'alarm "errors" is in ALARM since 1970-01-01T00:00:00Z: Threshold Crossed: 1 datapoint';

describe('a look at alarms', () => {
  test.each<[string, Alarm[], string | undefined, string[]]>([
    ['OK holds', [ok], undefined, []],
    ['ALARM fails, with reason and time, in one line', [raised], RAISED, []],
    [
      'ALARM without reason or time fails',
      [{ ...raised, reason: '', since: undefined }],
      'alarm "errors" is in ALARM',
      [],
    ],
    ['no data holds, and is told', [empty], undefined, ['errors']],
    ['a deleted one fails', [], 'alarm "errors" has been deleted', []],
  ])('%s', (_what, found, cause, withoutData) => {
    expect(judgeAlarms(['errors'], found)).toEqual({ cause, withoutData });
  });

  test('tells every alarm that complains', () => {
    const { cause } = judgeAlarms(
      ['errors', 'slow', 'gone'],
      [raised, { ...raised, name: 'slow', reason: '' }],
    );
    expect(cause).toBe(
      `${RAISED}; alarm "slow" is in ALARM since 1970-01-01T00:00:00Z; alarm "gone" has been deleted`,
    );
  });

  test('words for one and for several without data', () => {
    expect(describeWithoutData(['a'])).toBe('alarm "a" has no data');
    expect(describeWithoutData(['a', 'b'])).toBe('alarms "a", "b" have no data');
  });
});
