import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { describeWith } from './describe-with.ts';
import { repositoryRoot } from './repository.ts';
import { toolPath } from './requirements.ts';
import { runToEnd } from './run-to-end.ts';

const folder = join(repositoryRoot, '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));

describeWith('actionlint', 'actionlint', () => {
  test('has nothing to say', () => {
    // Without the checkers that it finds by chance on PATH: the same verdict on every machine.
    const result = runToEnd(toolPath('actionlint'), ['-shellcheck=', '-pyflakes=']);
    expect(result).toEqual({ code: 0, output: '' });
  });
});

describeWith('zizmor', 'zizmor', () => {
  test('has nothing to say, asked pedantically', () => {
    const args = [
      '--offline',
      '--color=never',
      '--persona',
      'pedantic',
      '--no-progress',
      '--quiet',
      '.github',
      'action.yml',
    ];
    const result = runToEnd(toolPath('zizmor'), args);
    expect(result).toEqual({ code: 0, output: 'No findings to report. Good job!\n' });
  });
});

describe.each(workflows)('$name', ({ text }) => {
  test('pins every action of others by commit, with its version beside it', () => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    const unpinned = uses.filter(
      (line) => !/uses: (\$\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(line),
    );
    expect(unpinned).toEqual([]);
  });
});
