import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findActions } from './actions.ts';
import { bundleAction } from './bundle.ts';
import { isEntryPoint, renderEntryPoint } from './entry-point.ts';
import type { Generated } from './generated-files.ts';
import { renderActionReadme, renderRootReadme } from './readme.ts';
import { renderRootAction } from './root-action.ts';

/**
 * Everything in the repository that is made from something else in it: bundles, public entry points, tables in
 * READMEs. Reads only; the same sources give the same bytes wherever the checkout is.
 */
export async function generate(repository: string): Promise<Generated> {
  const actions = findActions(repository);
  const read = (path: string) => readFileSync(join(repository, path), 'utf8');
  const texts = new Map([
    ['README.md', renderRootReadme(read('README.md'), actions)],
    ['action.yml', renderRootAction(actions)],
  ]);
  const files = new Map<string, Uint8Array>();
  for (const action of actions) {
    texts.set(`${action.name}/action.yml`, renderEntryPoint(action));
    const readme = `actions/${action.name}/README.md`;
    texts.set(readme, renderActionReadme(read(readme), action));
    for (const [path, bytes] of await bundleAction(repository, action)) files.set(path, bytes);
  }
  for (const [path, text] of texts) files.set(path, new TextEncoder().encode(text));
  return { files, folders: findGeneratedFolders(repository) };
}

/** Also those of actions that are gone. */
function findGeneratedFolders(repository: string): string[] {
  const bundles = readdirSync(join(repository, 'actions')).map((name) => `actions/${name}/dist`);
  const entryPoints = readdirSync(repository).filter((folder) => {
    const path = join(repository, folder, 'action.yml');
    return existsSync(path) && isEntryPoint(readFileSync(path, 'utf8'));
  });
  return [...bundles, ...entryPoints];
}
