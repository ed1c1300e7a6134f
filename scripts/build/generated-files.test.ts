import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findDrift, writeGenerated } from './generated-files.ts';

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'generated-'));
});
afterEach(() => rmSync(repository, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const generated = {
  files: new Map([
    ['a/dist/index.js', bytes('main')],
    ['a/dist/post.js', bytes('post')],
    ['README.md', bytes('read me')],
  ]),
  folders: ['a/dist', 'gone'],
};

test('what is missing, different or left over is named; what is hand-written elsewhere is not', () => {
  mkdirSync(join(repository, 'a/dist/deep'), { recursive: true });
  writeFileSync(join(repository, 'a/dist/index.js'), 'main ');
  writeFileSync(join(repository, 'a/dist/deep/1.index.js'), 'old chunk');
  writeFileSync(join(repository, 'a/action.yml'), 'hand-written');
  writeFileSync(join(repository, 'README.md'), 'read me');
  expect(findDrift(repository, generated)).toEqual([
    'a/dist/index.js differs from its source',
    'a/dist/post.js is missing',
    'a/dist/deep/1.index.js is left over',
  ]);
  expect(writeGenerated(repository, generated)).toEqual([
    'a/dist/deep/1.index.js',
    'a/dist/index.js',
    'a/dist/post.js',
  ]);
  expect(findDrift(repository, generated)).toEqual([]);
  expect(readdirSync(join(repository, 'a')).sort()).toEqual(['action.yml', 'dist']);
});

test('a second write changes nothing', () => {
  expect(writeGenerated(repository, generated)).toHaveLength(3);
  expect(writeGenerated(repository, generated)).toEqual([]);
});
