import { describe, expect, test } from '@jest/globals';
import { isLoop, locationOf } from './redirect.ts';

const ORIGIN = { protocol: 'HTTP', port: 80 } as const;
const REQUEST = { host: 'example.com', path: '/old/page', query: 'a=1&b=2' };

describe('redirects', () => {
  test.each([
    [{ Protocol: 'HTTPS', Port: '443' }, 'https://example.com:443/old/page?a=1&b=2'],
    [{ Host: 'www.#{host}' }, 'http://www.example.com:80/old/page?a=1&b=2'],
    [{ Path: '/new/#{path}', Query: '' }, 'http://example.com:80/new/old/page'],
    [{ Path: '/#{host}/#{port}', Query: '#{query}&c=3' }, 'http://example.com:80/example.com/80?a=1&b=2&c=3'],
  ])('%j leads to %s', (config, location) => {
    expect(locationOf({ ...config, StatusCode: 'HTTP_301' }, ORIGIN, REQUEST)).toBe(location);
  });

  test('what a client sends is filled in as it is, not read as keywords', () => {
    const request = { host: 'example.com', path: '/#{host}', query: '#{port}' };
    const config = { Port: '81', StatusCode: 'HTTP_302' } as const;
    expect(locationOf(config, ORIGIN, request)).toBe('http://example.com:81/#{host}?#{port}');
  });

  test.each([
    [{}, true],
    [{ Query: 'x' }, true],
    [{ Protocol: 'HTTP', Port: '80', Host: '#{host}', Path: '/#{path}' }, true],
    [{ Protocol: 'HTTPS' }, false],
    [{ Port: '81' }, false],
    [{ Host: 'other.com' }, false],
    [{ Path: '/' }, false],
  ])('%j is a loop: %s', (config, loop) => {
    expect(isLoop({ ...config, StatusCode: 'HTTP_301' }, ORIGIN)).toBe(loop);
  });
});
