import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readActionFile } from './action-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'action-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  await writeFile(join(folder, 'action.yml'), text);
  return readActionFile(folder);
}

describe('readActionFile', () => {
  test('gives scripts by their paths and defaults as text', async () => {
    const action = await read(`
name: Sample
inputs:
  count: { description: How many, default: 3 }
  dry-run: { default: false }
  none: { description: Without default, required: true }
  bare:
runs: { using: node24, main: ../dist/main.js, post: post.js, post-if: failure() }
`);
    expect(action).toEqual({
      name: 'Sample',
      inputs: {
        count: { default: '3' },
        'dry-run': { default: 'false' },
        none: { default: '' },
        bare: { default: '' },
      },
      main: join(folder, '../dist/main.js'),
      post: { script: join(folder, 'post.js'), condition: 'failure()' },
    });
  });

  test.each([
    ['another runtime', 'name: A\nruns: { using: node20, main: x }', /runs\.using: .*"node24"/],
    ['a pre script', 'name: A\nruns: { using: node24, main: x, pre: y }', /runs\.pre: /],
    ['no main', 'name: A\nruns: { using: node24 }', /runs\.main: /],
    [
      'a condition it cannot evaluate',
      "name: A\nruns: { using: node24, main: x, post: y, post-if: env.A == 'b' }",
      /runs\.post-if: /,
    ],
    [
      'a default that is an expression',
      `name: A\ninputs: { t: { default: "$\{{ github.token }}" } }\nruns: { using: node24, main: x }`,
      /default of input t is an expression/,
    ],
  ])('refuses %s and says where', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('says where it looked when there is no action', async () => {
    await expect(readActionFile('/nowhere')).rejects.toThrow("Can't find 'action.yml' under '/nowhere'.");
  });
});
