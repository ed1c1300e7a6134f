import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileConditions } from './conditions.ts';
import { hostOf, type RoutedRequest, splitUrl } from './request.ts';
import { compileWildcard } from './wildcard.ts';

function requestOf(sent: {
  method?: string;
  host?: string;
  url?: string;
  source?: string;
  headers?: Record<string, string[]>;
}): RoutedRequest {
  return {
    method: sent.method ?? 'GET',
    host: hostOf(sent.host ?? 'example.com'),
    ...splitUrl(sent.url ?? '/'),
    sourceAddress: sent.source ?? '203.0.113.1',
    header: (name) => sent.headers?.[name] ?? [],
  };
}

const path = (...Values: string[]): RuleCondition => ({
  Field: 'path-pattern',
  PathPatternConfig: { Values },
});
const host = (...Values: string[]): RuleCondition => ({ Field: 'host-header', HostHeaderConfig: { Values } });
const header = (HttpHeaderName: string, ...Values: string[]): RuleCondition => ({
  Field: 'http-header',
  HttpHeaderConfig: { HttpHeaderName, Values },
});
const method = (...Values: string[]): RuleCondition => ({
  Field: 'http-request-method',
  HttpRequestMethodConfig: { Values },
});
const source = (...Values: string[]): RuleCondition => ({ Field: 'source-ip', SourceIpConfig: { Values } });
const query = (...Values: { Key?: string; Value: string }[]): RuleCondition => ({
  Field: 'query-string',
  QueryStringConfig: { Values },
});

describe('conditions', () => {
  test.each<[RuleCondition, Parameters<typeof requestOf>[0], boolean]>([
    [path('/api/*'), { url: '/api/users?x=/no' }, true],
    [path('/api/*'), { url: '/api' }, false],
    [path('/api'), { url: '/API' }, false],
    [path('/v?/*'), { url: '/v2/a' }, true],
    [path('/v?/*'), { url: '/v/a' }, false],
    [path('/a.b'), { url: '/axb' }, false],
    [path('/x', '/y'), { url: '/y' }, true],
    [path('/a'), { url: '/a?b' }, true],
    [host('*.example.com'), { host: 'WWW.Example.COM:8080' }, true],
    [host('*.example.com'), { host: 'example.com' }, false],
    [header('X-Slot', 'green'), { headers: { 'x-slot': ['GREEN'] } }, true],
    [header('X-Slot', 'gr*'), { headers: { 'x-slot': ['blue', 'green'] } }, true],
    [header('X-Slot', 'green'), { headers: { 'x-slot': ['green1'] } }, false],
    [header('X-Slot', '*'), {}, false],
    [method('GET', 'HEAD'), { method: 'HEAD' }, true],
    [method('GET'), { method: 'get' }, false],
    [source('10.0.0.0/8', '203.0.113.0/24'), { source: '203.0.113.9' }, true],
    [source('10.0.0.0/8'), { source: '203.0.113.9' }, false],
    [source('2001:db8::/32'), { source: '2001:db8::1' }, true],
    [source('0.0.0.0/0'), { source: '2001:db8::1' }, false],
    [query({ Key: 'slot', Value: 'green' }), { url: '/?a=b&SLOT=Green' }, true],
    [query({ Key: 'slot', Value: 'green' }), { url: '/?slot=blue' }, false],
    [query({ Value: 'green' }), { url: '/?any=green' }, true],
    [query({ Key: 'q', Value: 'a\\*b' }), { url: '/?q=a*b' }, true],
    [query({ Key: 'q', Value: 'a\\*b' }), { url: '/?q=axxb' }, false],
    [query({ Key: 'q', Value: 'a b' }), { url: '/?q=a%20b' }, true],
    [query({ Key: 'q', Value: '*' }), { url: '/q=a' }, false],
  ])('%j with %j: %s', (condition, sent, expected) => {
    expect(compileConditions([condition])(requestOf(sent))).toBe(expected);
  });

  test('all conditions of a rule must hold; a default rule has none and always does', () => {
    const both = compileConditions([path('/a'), method('GET')]);
    expect(both(requestOf({ url: '/a' }))).toBe(true);
    expect(both(requestOf({ url: '/a', method: 'POST' }))).toBe(false);
    expect(compileConditions([])(requestOf({}))).toBe(true);
  });
});

describe('wildcards', () => {
  const style = { caseSensitive: true, escapes: false };

  test('text without wildcards matches itself and nothing else, whatever it is made of', () => {
    const text = fc.string().filter((value) => !/[*?]/.test(value));
    fc.assert(
      fc.property(text, text, (pattern, other) => {
        const compiled = compileWildcard(pattern, style);
        expect(compiled.test(pattern)).toBe(true);
        expect(compiled.test(other)).toBe(pattern === other);
      }),
    );
  });

  test('a star stands for any text, a question mark for one character', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        expect(compileWildcard('a*z', style).test(`a${text}z`)).toBe(true);
        expect(compileWildcard('a?z', style).test(`a${text}z`)).toBe(text.length === 1);
      }),
    );
  });
});
