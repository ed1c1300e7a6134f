import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Copies the sources that actions are bundled from, as JavaScript. ncc could compile TypeScript itself, but would
 * check the types of the whole project for each action; here types are only taken away, as Node does.
 * @throws Error when a file is not TypeScript
 */
export function transpileSources(repository: string, target: string): void {
  for (const folder of ['actions', 'lib']) {
    cpSync(join(repository, folder), join(target, folder), {
      recursive: true,
      filter: (path) => !/[\\/]dist$|\.test\.ts$/.test(path),
    });
  }
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!path.endsWith('.ts')) continue;
    writeFileSync(path.replace(/\.ts$/, '.js'), transpile(readFileSync(path, 'utf8'), path));
    rmSync(path);
  }
  // ncc asks for one even where there is no TypeScript.
  writeFileSync(join(target, 'tsconfig.json'), '{}\n');
}

function transpile(source: string, path: string): string {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2024,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  const [problem] = diagnostics ?? [];
  if (problem) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`);
  return outputText;
}
