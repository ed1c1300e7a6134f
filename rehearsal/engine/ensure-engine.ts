import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { type Clock, sleep } from '../../lib/action/clock.ts';
import { findProgram } from '../machine/programs.ts';
import { runCommand } from '../machine/run-command.ts';
import { type EngineFinding, findEngine } from './find-engine.ts';
import { type MachineFacts, planStart } from './start-plan.ts';

interface EnsureOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Takes one line for people about each thing that is done to the machine. */
  readonly report: (line: string) => void;
}

/** Where a daemon that is started here writes. */
const LOG_FILE = '/var/log/platform-actions-dockerd.log';
const PID_FILE = '/var/run/docker.pid';
const READY_WITHIN_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/**
 * Gives the engine that answers already; on a Debian or Ubuntu machine where this is root and none does, installs
 * docker.io from the distribution and starts the daemon. A daemon that was started stays when the rehearsal ends: the
 * next one on this machine finds it, with the images in its cache. Where it cannot be had, the finding says why.
 */
export async function ensureEngine(options: EnsureOptions): Promise<EngineFinding> {
  const found = await findEngine(options.env);
  if (found.engine || !found.startable) return found;
  const plan = planStart(readMachine());
  if (!plan.steps) return { reason: `${found.reason}, and ${plan.reason}`, startable: true };
  try {
    if (plan.steps.includes('install')) await install(options.report);
    return plan.steps.includes('start')
      ? await start(options)
      : await waitForEngine(options, () => undefined);
  } catch (error) {
    return { reason: (error as Error).message, startable: true };
  }
}

function readMachine(): MachineFacts {
  return {
    root: process.getuid?.() === 0,
    apt: findProgram('apt-get') !== undefined,
    installed: findProgram('dockerd') !== undefined,
    running: isDaemonAlive(),
  };
}

function isDaemonAlive(): boolean {
  try {
    const pid = readFileSync(PID_FILE, 'utf8').trim();
    // The file may have outlived its daemon, and the number may be another process's by now.
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'dockerd';
  } catch {
    return false;
  }
}

async function install(report: (line: string) => void): Promise<void> {
  report('Installing a container engine from the distribution: apt-get install docker.io iptables');
  const packages = ['install', '--yes', '--quiet', '--no-install-recommends', 'docker.io', 'iptables'];
  try {
    await runCommand('apt-get', packages);
  } catch {
    // A fresh machine has no package lists yet, or old ones.
    await runCommand('apt-get', ['update', '--quiet']);
    await runCommand('apt-get', packages);
  }
}

/** Starts the daemon the machine's own way, unless the installation has done so. */
async function start(options: EnsureOptions): Promise<EngineFinding> {
  const found = await findEngine(options.env);
  if (found.engine) return found;
  if (existsSync('/run/systemd/system')) {
    options.report('Starting the Docker Engine: systemctl start docker');
    await runCommand('systemctl', ['start', 'docker']);
    return waitForEngine(options, () => undefined);
  }
  options.report(`Starting the Docker Engine: dockerd, which keeps running and logs to ${LOG_FILE}`);
  const log = openSync(LOG_FILE, 'a');
  const daemon = spawn(findProgram('dockerd') ?? 'dockerd', [], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  let end: string | undefined;
  daemon.on('error', (error) => {
    end = error.message;
  });
  daemon.on('exit', (code, signal) => {
    end = `dockerd ended with ${signal ?? `code ${code}`}: ${readLastLine(LOG_FILE)} (all of it in ${LOG_FILE})`;
  });
  daemon.unref();
  return waitForEngine(options, () => end);
}

/** Polls until the engine answers, or what is to answer has ended. */
async function waitForEngine(
  options: EnsureOptions,
  readEnd: () => string | undefined,
): Promise<EngineFinding> {
  const deadline = options.clock.now() + READY_WITHIN_MILLISECONDS;
  for (;;) {
    const found = await findEngine(options.env);
    const end = readEnd();
    if (found.engine || !found.startable) return found;
    if (end !== undefined) return { reason: end, startable: true };
    if (options.clock.now() > deadline) {
      return {
        reason: `${found.reason} ${READY_WITHIN_MILLISECONDS / 1000} s after the start`,
        startable: true,
      };
    }
    await sleep(options.clock, POLL_MILLISECONDS);
  }
}

function readLastLine(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? '';
}
