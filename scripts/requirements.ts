import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, whatever the current folder is. */
export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

/** Where `npm run tools` puts what the distribution does not offer. */
export const toolsFolder = join(repositoryRoot, '.tools');

/** A tool's command, or why there is none: one clause that can follow the tool's name. */
export type Finding =
  | { readonly path: string; readonly missing?: never }
  | { readonly missing: string; readonly path?: never };

const finders = {
  git: () => onPath('git'),
  'docker engine': findDockerEngine,
  chromium: () => onPath('chromium', 'chromium-browser', 'google-chrome'),
  /** Root, and a kernel that lets it make namespaces: containers without privileges refuse. */
  'network namespaces': findNetworkNamespaces,
  go: () => onPath('go'),
  actionlint: () => firstOf(executable(join(toolsFolder, 'bin', 'actionlint')), () => onPath('actionlint')),
  zizmor: () => inVirtualEnvironment('zizmor'),
  /** Python with the packages of scripts/tools/requirements.txt. */
  python: () => inVirtualEnvironment('python'),
  /** The current `aws` command, from PyPI. */
  aws: () => inVirtualEnvironment('aws'),
  /** The distribution's `aws` command: older, so it still speaks the query protocol to CloudWatch. */
  'aws of the distribution': () => executable('/usr/bin/aws'),
} satisfies Record<string, () => Finding>;

/** Something that tests or steps need and that a machine may lack. */
export type Tool = keyof typeof finders;

export const allTools = Object.keys(finders) as readonly Tool[];

const findings = new Map<Tool, Finding>();

/** Looks once a process; a tool that is installed later is found by the next process. */
export function findTool(tool: Tool): Finding {
  const known = findings.get(tool);
  if (known) return known;
  const finding = finders[tool]();
  findings.set(tool, finding);
  return finding;
}

/**
 * The command of a tool that is known to be there, as inside `describeWith`.
 * @throws Error when it is missing, with the reason
 */
export function toolPath(tool: Tool): string {
  const { path, missing } = findTool(tool);
  if (path === undefined) throw new Error(`needs ${tool}: ${missing}`);
  return path;
}

function onPath(...names: readonly string[]): Finding {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const finding = executable(join(folder, name));
      if (finding.path) return finding;
    }
  }
  return { missing: `no ${names.join(' or ')} on PATH` };
}

function executable(path: string): Finding {
  try {
    accessSync(path, constants.X_OK);
    return { path };
  } catch {
    return { missing: `no ${path}` };
  }
}

function firstOf(finding: Finding, otherwise: () => Finding): Finding {
  return finding.path ? finding : otherwise();
}

function inVirtualEnvironment(name: string): Finding {
  const finding = executable(join(toolsFolder, 'venv', 'bin', name));
  return finding.path ? finding : { missing: `no .tools/venv/bin/${name}` };
}

function findDockerEngine(): Finding {
  const command = onPath('docker');
  if (!command.path) return command;
  const host = process.env.DOCKER_HOST ?? '';
  // Containers of an engine elsewhere cannot be reached by their addresses.
  if (/^(tcp|ssh|https?):/.test(host)) return { missing: `DOCKER_HOST ${host} is not on this machine` };
  const answer = spawnSync(command.path, ['version', '--format', '{{.Server.Os}}'], { encoding: 'utf8' });
  if (answer.status === 0) return command;
  return { missing: `no engine answers (${answer.stderr.trim().split('\n').at(-1)})` };
}

function findNetworkNamespaces(): Finding {
  const ip = onPath('ip');
  if (!ip.path) return ip;
  if (process.getuid?.() !== 0) return { missing: 'only root can make them' };
  const attempt = spawnSync('unshare', ['--net', 'true'], { encoding: 'utf8' });
  return attempt.status === 0 ? ip : { missing: `unshare --net: ${attempt.stderr?.trim() || attempt.error}` };
}
