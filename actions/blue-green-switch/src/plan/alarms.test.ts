import { describe, expect, test } from '@jest/globals';
import { parseAlarms } from './alarms.ts';

describe('alarms', () => {
  test('are names and tags', () => {
    expect(parseAlarms(['web-5xx', 'tag:service=web', 'web slow', 'tag:team=a=b'])).toEqual({
      names: ['web-5xx', 'web slow'],
      tags: [
        { key: 'service', value: 'web' },
        { key: 'team', value: 'a=b' },
      ],
    });
  });

  test.each(['tag:', 'tag:service', 'tag:=web', 'tag:service='])('%j is refused', (item) => {
    expect(() => parseAlarms(['web-5xx', item])).toThrow(`holds "${item}"`);
  });
});
