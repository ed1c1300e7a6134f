/**
 * Runs a script of this repository on Node 24, whatever Node the machine has:
 *
 *   node scripts/node24.js scripts/build.ts [arguments]
 *
 * On Linux the binary is an optional dependency with an integrity entry in the lockfile; elsewhere the
 * machine's own Node has to be Node 24. The binary's folder goes first on PATH, so that everything a script
 * starts by the name `node` is Node 24 too. What Node has compiled it keeps below `.build`, which halves the next start.
 * Old syntax on purpose: any Node must be able to say what is wrong.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
const isNode24 = process.versions.node.split('.')[0] === '24';
const node = existsSync(packaged) ? packaged : isNode24 ? process.execPath : undefined;

if (node === undefined) {
  console.error(
    `This repository runs on Node 24, and this is Node ${process.versions.node} on ${process.platform}-${process.arch}. ` +
      (process.platform === 'linux'
        ? 'Run "npm ci" with optional dependencies (no --omit=optional): it brings Node 24 along.'
        : 'Install Node 24 and run the command again.'),
  );
  process.exit(1);
}

const child = spawn(node, process.argv.slice(2), {
  stdio: 'inherit',
  env: {
    NODE_COMPILE_CACHE: join(root, '.build', 'compile-cache'),
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
});
