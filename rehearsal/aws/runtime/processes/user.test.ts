import { describe, expect, test } from '@jest/globals';
import { resolveUser } from './user.ts';

const files = {
  passwd:
    'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1001::/home/node:/bin/sh\n1000:x:5:5::/five:/bin/sh\nbare:x:7:7\n',
  group: 'root:x:0:\nweb:x:33:node\n',
};

describe('resolveUser', () => {
  test.each([
    ['', { uid: 0, gid: 0, home: '/root' }],
    ['root', { uid: 0, gid: 0, home: '/root' }],
    ['node', { uid: 1000, gid: 1001, home: '/home/node' }],
    ['node:web', { uid: 1000, gid: 33, home: '/home/node' }],
    ['node:44', { uid: 1000, gid: 44, home: '/home/node' }],
    ['5', { uid: 5, gid: 5, home: '/five' }],
    ['99', { uid: 99, gid: 0, home: '/' }],
    ['99:98', { uid: 99, gid: 98, home: '/' }],
    [':web', { uid: 0, gid: 33, home: '/root' }],
    ['bare', { uid: 7, gid: 7, home: '/' }],
  ])('reads "%s"', (user, expected) => {
    expect(resolveUser(user, files)).toEqual(expected);
  });

  test('a name that looks like another’s number is the name', () => {
    expect(resolveUser('1000', files).uid).toBe(5);
  });

  test('names that are in no list are refused as engines do', () => {
    expect(() => resolveUser('ghost', files)).toThrow(
      'unable to find user ghost: no matching entries in passwd file',
    );
    expect(() => resolveUser('node:ghosts', files)).toThrow(
      'unable to find group ghosts: no matching entries in group file',
    );
  });

  test('an image without lists has numbers alone', () => {
    expect(resolveUser('', { passwd: '', group: '' })).toEqual({ uid: 0, gid: 0, home: '/' });
    expect(() => resolveUser('root', { passwd: '', group: '' })).toThrow('unable to find user root');
  });
});
