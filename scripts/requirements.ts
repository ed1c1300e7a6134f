import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findEngine } from '../rehearsal/engine/find-engine.ts';
import { repositoryRoot } from './repository.ts';

/** Where `npm run tools` puts what the distribution does not offer. */
export const toolsFolder = join(repositoryRoot, '.tools');

/** A tool's command, or why there is none: one clause that can follow the tool's name. */
export type Finding =
  | { readonly path: string; readonly missing?: never }
  | { readonly missing: string; readonly path?: never };

const finders = {
  git: () => onPath('git'),
  /** Containers can be run and reached by their addresses. The path is for people: what answers, and where. */
  'docker engine': () => dockerEngine,
  'docker command': () => onPath('docker'),
  chromium: () => onPath('chromium', 'chromium-browser', 'google-chrome'),
  /** Root, and a kernel that lets it make namespaces: containers without privileges refuse. */
  'network namespaces': findNetworkNamespaces,
  go: () => onPath('go'),
  actionlint: () => firstOf(executable(join(toolsFolder, 'bin', 'actionlint')), () => onPath('actionlint')),
  zizmor: () => inVirtualEnvironment('zizmor'),
  /** Python with the packages of scripts/tools/requirements.txt. */
  python: () => inVirtualEnvironment('python'),
  /** An emulator of AWS by others, to compare answers with. */
  moto: () => inVirtualEnvironment('moto_server'),
  /** The current `aws` command, from PyPI. */
  aws: () => inVirtualEnvironment('aws'),
  /** The distribution's `aws` command: older, so it still speaks the query protocol to CloudWatch. */
  'aws of the distribution': () => executable('/usr/bin/aws'),
} satisfies Record<string, () => Finding>;

/** Something that tests or steps need and that a machine may lack. */
export type Tool = keyof typeof finders;

/** Asked once a process, because asking takes a moment; `describe` cannot wait. */
const dockerEngine: Finding = await findEngine(process.env).then((finding) =>
  finding.engine ? { path: finding.description } : { missing: finding.reason },
);

export function findTool(tool: Tool): Finding {
  return finders[tool]();
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
  return finding.path === undefined ? otherwise() : finding;
}

function inVirtualEnvironment(name: string): Finding {
  const finding = executable(join(toolsFolder, 'venv', 'bin', name));
  return finding.path ? finding : { missing: `no .tools/venv/bin/${name}` };
}

function findNetworkNamespaces(): Finding {
  const ip = onPath('ip');
  if (!ip.path) return ip;
  if (process.getuid?.() !== 0) return { missing: 'only root can make them' };
  const attempt = spawnSync('unshare', ['--net', 'true'], { encoding: 'utf8' });
  return attempt.status === 0 ? ip : { missing: `unshare --net: ${attempt.stderr?.trim() || attempt.error}` };
}
