import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { findEngine } from '../../../engine/find-engine.ts';
import { findProgram } from '../../../machine/programs.ts';
import { INSTANCE_LABEL } from '../containers/instance-resources.ts';
import { namesOf } from '../processes/namespaces/names.ts';

/** More instances than a test process makes. */
const INSTANCES = 40;

/** What the environment of a container holds whose end a test looks for. */
export function markOf(owner: string): string {
  return `container of ${owner}`;
}

/** Everything on this machine that belongs to runtimes of an owner, and processes that carry its mark. */
export async function findRemains(owner: string): Promise<readonly string[]> {
  return [
    ...readdirSync(tmpdir()).filter((name) => name.startsWith(`platform-actions-${owner}-`)),
    ...readLines('/proc/self/mountinfo').filter((mount) => mount.includes(`/platform-actions-${owner}-`)),
    ...findNetworks(owner),
    ...findProcesses(owner),
    ...(await findEngineThings(owner)),
  ];
}

function findNetworks(owner: string): readonly string[] {
  const instances = Array.from({ length: INSTANCES }, (_, index) => `${owner}-${index + 1}`);
  const bridges = instances.map((instance) => namesOf(instance).bridge);
  const namespaces = findProgram('ip')
    ? execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).split('\n')
    : [];
  return [
    ...bridges.filter((bridge) => existsSync(`/sys/class/net/${bridge}`)),
    ...namespaces.filter((name) => name.startsWith(`platform-actions-${owner}-`)),
  ];
}

function findProcesses(owner: string): readonly string[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.filter((pid) =>
    readLines(`/proc/${pid}/environ`)
      .join('')
      .includes(`NAME=${markOf(owner)}\0`),
  );
}

async function findEngineThings(owner: string): Promise<readonly string[]> {
  const { engine } = await findEngine(process.env);
  if (!engine) return [];
  const query = { all: 'true', filters: JSON.stringify({ label: [INSTANCE_LABEL] }) };
  const [containers, networks, images] = await Promise.all([
    engine.call<{ Id: string; Labels: Record<string, string> }[]>('GET', '/containers/json', { query }),
    engine.call<{ Id: string; Labels: Record<string, string> }[]>('GET', '/networks', { query }),
    engine.call<{ RepoTags: string[] | null }[]>('GET', '/images/json'),
  ]);
  return [
    ...[...containers, ...networks].flatMap(({ Id, Labels }) =>
      Labels[INSTANCE_LABEL]?.startsWith(`${owner}-`) ? [Id] : [],
    ),
    ...images.flatMap(({ RepoTags }) => RepoTags ?? []).filter((tag) => tag.includes(`:${owner}-`)),
  ];
}

/** Nothing for what is gone or another user's. */
function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
