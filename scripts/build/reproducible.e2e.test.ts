import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { repositoryRoot } from '../repository.ts';
import { findActions } from './actions.ts';
import { findDrift } from './generated-files.ts';

/** What a clean checkout does not have. The packages are brought over apart. */
const left = /[\\/](?:\.git|\.build|\.tools|dist|node_modules|rehearsal[\\/]out)$/;

let folder: string;
let checkout: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'another-checkout-'));
  // Deeper than the first one, and with a name that needs quoting.
  checkout = join(folder, 'some where', 'else');
  mkdirSync(checkout, { recursive: true });
  cpSync(repositoryRoot, checkout, { recursive: true, filter: (path) => !left.test(path) });
  // Real folders, since ncc would resolve a link to where it leads. Hard links where the file system allows.
  const modules = join(repositoryRoot, 'node_modules');
  const linked = spawnSync('cp', ['--archive', '--link', modules, checkout]);
  if (linked.status !== 0) cpSync(modules, join(checkout, 'node_modules'), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a build in another folder, time zone and language gives the committed bytes', () => {
  const build = spawnSync(process.execPath, ['scripts/build.ts'], {
    cwd: checkout,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', HOME: folder },
  });
  expect(build.stderr).toBe('');
  const folders = findActions(repositoryRoot).map(({ name }) => `actions/${name}/dist`);
  const files = new Map(
    build.stdout
      .trim()
      .split('\n')
      .map((path) => [path, readFileSync(join(checkout, path))] as const),
  );
  for (const dist of folders) expect(files.has(`${dist}/index.js`)).toBe(true);
  expect(findDrift(repositoryRoot, { files, folders })).toEqual([]);
}, 120_000);
