import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findDrift } from './generated-files.ts';

/** Long enough for ncc to give it a chunk of its own where two others share it. */
const shared = 'shared '.repeat(5000);

const sources = {
  'README.md': '<!-- actions:start -->\n<!-- actions:end -->\n',
  'docs/embedded-aws.md': ['operations', 'refusals', 'behaviours', 'hypotheses', 'moto']
    .map((section) => `<!-- ${section}:start -->\n<!-- ${section}:end -->\n`)
    .join(''),
  'package.json': '{"type":"module"}',
  'lib/word.ts': `export const word: string = '${shared}';\n`,
  'lib/word.test.ts': 'not even TypeScript (',
  'actions/probe/README.md':
    '<!-- inputs:start -->\n<!-- inputs:end -->\n<!-- outputs:start -->\n<!-- outputs:end -->\n',
  'actions/probe/action.yml':
    'name: Probe\ndescription: Looks\nruns:\n  using: node24\n  main: dist/index.js\n  post: dist/post.js\n',
  'actions/probe/src/index.ts': `import { word } from '../../../lib/word.ts';
import { end } from './end.ts';
console.log('main', word.length satisfies number, end);
`,
  'actions/probe/src/post.ts': `import { word } from '../../../lib/word.ts';
console.log('post', word.length);
export type Nothing = undefined;
`,
  'actions/probe/src/end.ts': "export const end = 'end of main';\n",
};

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'generate-'));
  for (const [path, text] of Object.entries(sources)) write(path, text);
  build();
});

afterAll(() => rmSync(repository, { recursive: true }));

test('main and post run from where the public entry point says, each with its own code only', () => {
  const { runs } = parse(read('probe/action.yml'));
  expect(runNode([join(repository, 'probe', runs.main)])).toBe(`main ${shared.length} end of main\n`);
  expect(runNode([join(repository, 'probe', runs.post)])).toBe(`post ${shared.length}\n`);
});

test('what main and post share stands in the repository once', () => {
  const dist = readdirSync(join(repository, 'actions/probe/dist')).map((name) =>
    read(`actions/probe/dist/${name}`),
  );
  expect(dist.filter((text) => text.includes(shared))).toHaveLength(1);
});

test('nothing is left of the way there', () => {
  expect(readdirSync(join(repository, '.build'))).toEqual([]);
});

test('a source that changed shows as drift of what is made from it', () => {
  const before = snapshot();
  write('actions/probe/src/end.ts', "export const end = 'another end';\n");
  write('actions/probe/action.yml', sources['actions/probe/action.yml'].replace('Looks', 'Listens'));
  build();
  const changed = findDrift(repository, before).map((line) => line.split(' ')[0]);
  expect(changed.toSorted()).toEqual([
    'README.md',
    expect.stringMatching(/^actions\/probe\/dist\/\d+\.index\.js$/),
    'probe/action.yml',
  ]);
});

/** In a process of its own: ncc brings a compiler along, which jest would have to transform. */
function build(): void {
  const script = `
    const { generate } = await import('${import.meta.resolve('./generate.ts')}');
    const { writeGenerated } = await import('${import.meta.resolve('./generated-files.ts')}');
    writeGenerated(${JSON.stringify(repository)}, await generate(${JSON.stringify(repository)}));`;
  runNode(['--input-type=module', '--eval', script]);
}

function runNode(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function snapshot() {
  const paths = readdirSync(repository, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .filter((path) => !(path in sources) || path === 'README.md');
  return { files: new Map(paths.map((path) => [path, readFileSync(join(repository, path))])), folders: [] };
}

function read(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}
