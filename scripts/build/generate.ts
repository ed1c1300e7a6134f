import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUES } from '../../rehearsal/aws/conformance/catalogues.ts';
import { EXPLANATIONS } from '../../rehearsal/aws/judges/moto/explanations.ts';
import { readRecorded } from '../../rehearsal/aws/judges/moto/recorded.ts';
import { type Action, findActions } from './actions.ts';
import { bundleAction } from './bundle.ts';
import { EMBEDDED_AWS_PAGE, listServices, renderEmbeddedAwsPage } from './embedded-aws-page.ts';
import { isEntryPoint, renderEntryPoint } from './entry-point.ts';
import type { Files, Generated } from './generated-files.ts';
import { readPermissions, renderPermissions } from './permissions-table.ts';
import { renderActionReadme, renderRootReadme, replaceSection } from './readme.ts';
import { listRefusals } from './refusals.ts';
import { renderRootAction } from './root-action.ts';
import { renderSchemas } from './schemas.ts';
import { transpileSources } from './transpile.ts';

/**
 * Everything in the repository that is made from something else in it: bundles, public entry points, tables in
 * READMEs and docs, JSON schemas. Reads only; the same sources give the same bytes wherever the checkout is.
 */
export async function generate(repository: string): Promise<Generated> {
  const actions = findActions(repository);
  const read = (path: string) => readFileSync(join(repository, path), 'utf8');
  const texts = new Map([
    ['README.md', renderRootReadme(read('README.md'), actions)],
    ['action.yml', renderRootAction(actions)],
    ...Object.entries(renderSchemas()),
    [EMBEDDED_AWS_PAGE, await renderPage(read(EMBEDDED_AWS_PAGE))],
  ]);
  for (const action of actions) {
    texts.set(`${action.name}/action.yml`, renderEntryPoint(action));
    const readme = `actions/${action.name}/README.md`;
    const permissions = await readPermissions(repository, action.name);
    const text = renderActionReadme(read(readme), action);
    texts.set(
      readme,
      permissions ? replaceSection(text, 'permissions', renderPermissions(permissions), readme) : text,
    );
  }
  const files = new Map(await bundleActions(repository, actions));
  for (const [path, text] of texts) files.set(path, new TextEncoder().encode(text));
  return { files, folders: findGeneratedFolders(repository) };
}

async function renderPage(page: string): Promise<string> {
  const [services, comparison] = [await listServices(), readRecorded()];
  return renderEmbeddedAwsPage(page, {
    services,
    refusals: listRefusals(),
    catalogues: CATALOGUES,
    comparison,
    explanations: EXPLANATIONS,
  });
}

/** Below the repository, so that packages are found; in a folder of its own, so that two builds do not meet. */
async function bundleActions(repository: string, actions: readonly Action[]): Promise<Files> {
  mkdirSync(join(repository, '.build'), { recursive: true });
  const sources = mkdtempSync(join(repository, '.build', 'sources-'));
  const folderBefore = process.cwd();
  try {
    transpileSources(repository, sources);
    process.chdir(sources);
    const bundles: [string, Uint8Array][] = [];
    for (const action of actions) bundles.push(...(await bundleAction(sources, action)));
    return new Map(bundles);
  } finally {
    process.chdir(folderBefore);
    rmSync(sources, { recursive: true });
  }
}

/** Also those of actions that are gone. */
function findGeneratedFolders(repository: string): string[] {
  const bundles = readdirSync(join(repository, 'actions')).map((name) => `actions/${name}/dist`);
  const entryPoints = readdirSync(repository).filter((folder) => {
    const path = join(repository, folder, 'action.yml');
    return existsSync(path) && isEntryPoint(readFileSync(path, 'utf8'));
  });
  return [...bundles, ...entryPoints, 'schemas'];
}
