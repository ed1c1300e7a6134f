import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leastBuild } from '../testing/least-build.ts';
import { checkFiles } from './files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'app', 'Dockerfile'), 'FROM scratch');
  await writeFile(join(folder, 'app', 'web.Dockerfile'), 'FROM scratch');
});

afterAll(() => rm(folder, { recursive: true }));

const check = (context: string, dockerfile: string) =>
  checkFiles({ ...leastBuild, context: join(folder, context), dockerfile: join(folder, dockerfile) });

test('what is there is fine', async () => {
  await expect(check('app', 'app/Dockerfile')).resolves.toBeUndefined();
});

test.each([
  ['nowhere', 'app/Dockerfile', /^The context ".*nowhere" does not exist /, 'Check the repository out first'],
  [
    'app/Dockerfile',
    'app/Dockerfile',
    /^The context ".*" is not a folder /,
    'Check the repository out first',
  ],
  ['app', 'app/Dockerfil', /^The Dockerfile ".*Dockerfil" does not exist /, 'app/Dockerfile"?'],
  ['app', 'app/api.Containerfile', /^The Dockerfile ".*" does not exist /, 'Dockerfile"?'],
  ['app', 'app', /^The Dockerfile ".*app" is not a file /, 'Correct "dockerfile"'],
])('context %s, Dockerfile %s', async (context, dockerfile, cause, advice) => {
  await expect(check(context, dockerfile)).rejects.toMatchObject({
    failure: { cause: expect.stringMatching(cause), advice: expect.stringContaining(advice) },
  });
});
