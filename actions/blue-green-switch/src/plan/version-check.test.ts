import { describe, expect, test } from '@jest/globals';
import {
  complainAboutVersion,
  formatVersionCheck,
  parseVersionCheck,
  shownVersion,
} from './version-check.ts';

const JSON_BODY = JSON.stringify({ version: '1.4', build: { number: 7, tags: ['a', 'b'] }, none: null });

const shown = { headers: { 'x-version': '1.4' }, body: JSON_BODY };

describe('a version check', () => {
  test.each([
    ['header:X-Version=1.4', { where: 'header', name: 'x-version', version: '1.4' }],
    ['header:x-version=a=b', { where: 'header', name: 'x-version', version: 'a=b' }],
    ['json:build.tags[1]=b', { where: 'json', name: 'build.tags[1]', version: 'b' }],
    ['body:Shop = 1.4', { where: 'body', name: '', version: 'Shop = 1.4' }],
  ])('is read from %s', (text, check) => {
    expect(parseVersionCheck(text)).toEqual(check);
    expect(parseVersionCheck(formatVersionCheck(parseVersionCheck(text)))).toEqual(check);
  });

  test.each([
    ...['1.4', 'header:x-version', 'header:x-version=', 'header:=1.4', 'header:x version=1.4'],
    ...['json:a..b=1', 'json:=1', 'body:', 'cookie:a=1', 'header:x-version: 1.4'],
  ])('is not read from %s', (text) => {
    expect(() => parseVersionCheck(text)).toThrow('names neither a header nor a JSON value nor a text');
  });

  test.each([
    ['header:x-version=1.4', '1.4'],
    ['header:x-other=1.4', undefined],
    ['json:version=1.4', '1.4'],
    ['json:build.number=7', '7'],
    ['json:build.tags[1]=b', 'b'],
    ['json:build.tags[2]=b', undefined],
    ['json:build=7', undefined],
    ['json:none=null', undefined],
    ['json:none.more=1', undefined],
    ['json:toString=1', undefined],
    ['body:"1.4"', '"1.4"'],
    ['body:1.5', undefined],
  ])('%s finds %s', (text, version) => {
    expect(shownVersion(parseVersionCheck(text), shown)).toBe(version);
  });

  test('finds nothing in what is no JSON', () => {
    expect(
      shownVersion(parseVersionCheck('json:version=1'), { headers: {}, body: '<html>' }),
    ).toBeUndefined();
  });

  test('shows no more than the beginning of what is no version', () => {
    const long = { headers: { 'x-version': 'x'.repeat(5_000) }, body: '' };
    expect(complainAboutVersion(parseVersionCheck('header:x-version=1'), long)).toHaveLength(137);
    const version = 'x'.repeat(300);
    const check = parseVersionCheck(`header:x-version=${version}`);
    expect(complainAboutVersion(check, { headers: { 'x-version': version }, body: '' })).toBeUndefined();
    expect(complainAboutVersion(check, { headers: { 'x-version': `${version}x` }, body: '' })).toBeDefined();
  });

  test.each([
    ['header:x-version=1.4', undefined],
    ['header:x-version=1.5', 'header x-version is "1.4" instead of "1.5"'],
    ['header:x-other=1.5', 'it has no header x-other, where "1.5" is expected'],
    ['json:build.number=8', 'build.number of its JSON is "7" instead of "8"'],
    ['json:sha=8', 'it has no sha of its JSON, where "8" is expected'],
    ['body:Shop 1.5', 'its body does not hold "Shop 1.5"'],
  ])('%s says %s', (text, complaint) => {
    expect(complainAboutVersion(parseVersionCheck(text), shown)).toBe(complaint);
  });

  test('lets what an answer shows be no line of its own', () => {
    const answer = { headers: { 'x-version': '1\n::error::x' }, body: '' };
    expect(complainAboutVersion(parseVersionCheck('header:x-version=1'), answer)).not.toContain('\n');
  });
});
