import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../lib/action/clock.ts';
import { ensureEngine } from '../../rehearsal/engine/ensure-engine.ts';
import { runCommand } from '../../rehearsal/machine/run-command.ts';
import { findTool, type Tool, toolsFolder } from '../requirements.ts';

/** Gives the machine some tools, quickly when they are there. */
export interface Installer {
  readonly name: string;
  /** Throws an Error that says why they cannot be had here. */
  readonly install: (report: (line: string) => void) => Promise<void>;
}

/** In this order: Python's virtual environment may need packages of the distribution. */
export const installers: readonly Installer[] = [
  { name: 'packages of the distribution', install: installPackages },
  { name: 'container engine', install: installEngine },
  { name: 'Python tools', install: installPythonTools },
  { name: 'actionlint', install: installActionlint },
];

const ACTIONLINT_VERSION = '1.7.12';

/** Packages of Debian and Ubuntu, by the tool that each brings. */
const packages: ReadonlyArray<readonly [Tool, string]> = [
  ['git', 'git'],
  ['network namespaces', 'iproute2'],
  ['chromium', 'chromium'],
  ['aws of the distribution', 'awscli'],
];

async function installPackages(report: (line: string) => void): Promise<void> {
  const missing = packages.filter(([tool]) => findTool(tool).path === undefined).map(([, name]) => name);
  if (missing.length > 0) await installFromDistribution(missing, report);
}

async function installFromDistribution(names: readonly string[], report: (line: string) => void) {
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(`install ${names.join(', ')} by hand: only Debian and Ubuntu are known here`);
  }
  if (process.getuid?.() !== 0) throw new Error(`only root can install ${names.join(', ')}`);
  report(`apt-get install ${names.join(' ')}`);
  const install = ['install', '--yes', '--quiet', '--no-install-recommends', ...names];
  try {
    await runCommand('apt-get', install);
  } catch {
    // A fresh machine has no package lists yet, or old ones.
    await runCommand('apt-get', ['update', '--quiet']);
    await runCommand('apt-get', install);
  }
}

async function installEngine(report: (line: string) => void): Promise<void> {
  const finding = await ensureEngine({ env: process.env, clock: systemClock, report });
  if (!finding.engine) throw new Error(finding.reason);
  if (findTool('docker command').path === undefined) await installFromDistribution(['docker.io'], report);
}

async function installPythonTools(report: (line: string) => void): Promise<void> {
  const wanted = fileURLToPath(new URL('requirements.txt', import.meta.url));
  const folder = join(toolsFolder, 'venv');
  const installed = join(folder, 'requirements.txt');
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(wanted))) return;
  report('pip install --require-hashes --requirement scripts/tools/requirements.txt');
  rmSync(folder, { recursive: true, force: true });
  try {
    await runCommand('python3', ['-m', 'venv', folder]);
  } catch {
    // Debian and Ubuntu keep venv in a package of its own.
    await installFromDistribution(['python3-venv'], report);
    await runCommand('python3', ['-m', 'venv', '--clear', folder]);
  }
  await runCommand(join(folder, 'bin', 'pip'), [
    'install',
    '--quiet',
    '--require-hashes',
    '--requirement',
    wanted,
  ]);
  copyFileSync(wanted, installed);
}

async function installActionlint(report: (line: string) => void): Promise<void> {
  const { path } = findTool('actionlint');
  if (path && (await runCommand(path, ['-version'])).split('\n')[0]?.endsWith(ACTIONLINT_VERSION)) return;
  const go = findTool('go').path;
  if (!go) throw new Error(`it is built by Go 1.25 or newer, and there is no go on PATH`);
  const module = `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT_VERSION}`;
  report(`go install ${module}`);
  mkdirSync(join(toolsFolder, 'bin'), { recursive: true });
  await runCommand('env', [`GOBIN=${join(toolsFolder, 'bin')}`, go, 'install', module]);
}
