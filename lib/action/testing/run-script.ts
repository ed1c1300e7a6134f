import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a script left behind where the runner would look. */
export interface ScriptResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly lines: readonly string[];
  readonly outputs: string;
  readonly state: string;
  readonly summary: string;
}

/**
 * Runs TypeScript the way the runner runs an action: a process of its own, INPUT_* and the GITHUB_* files.
 * @param source a module that imports by `'lib/action/...'`
 * @param onLine sees every line of output and the process, to send it a signal
 */
export async function runScript(
  source: string,
  env: Record<string, string> = {},
  onLine: (line: string, child: ChildProcess) => void = () => {},
): Promise<ScriptResult> {
  const folder = await mkdtemp(join(tmpdir(), 'run-script-'));
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' };
  const paths = Object.entries(files).map(([name, file]) => [name, join(folder, file)] as const);
  await Promise.all(paths.map(([, path]) => writeFile(path, '')));
  try {
    const module = source.replaceAll("'lib/", `'${new URL('../../', import.meta.url).href}`);
    const child = spawn(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', module], {
      env: { PATH: process.env.PATH, ...Object.fromEntries(paths), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    let pending = '';
    const read = (chunk: Buffer) => {
      const parts = (pending + chunk.toString()).split('\n');
      pending = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        onLine(line, child);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
    if (pending !== '') lines.push(pending);
    const [outputs = '', state = '', summary = ''] = await Promise.all(
      paths.map(([, path]) => readFile(path, 'utf8')),
    );
    return { exitCode, stdout: lines.join('\n'), lines, outputs, state, summary };
  } finally {
    await rm(folder, { recursive: true });
  }
}
