import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { type Clock, systemClock } from '../../lib/action/clock.ts';
import { createJob } from './job.ts';
import type { JobSettings } from './machine.ts';

/** A new folder for each test of the file that calls this: fixture actions stand in it, and the job's machine. */
export function useFixtureFolder() {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'job-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** Writes an action of plain scripts; they find `write(file variable, text)` to talk to the runner. */
  async function writeAction(
    name: string,
    scripts: { main: string; post?: string; postIf?: string; inputs?: string },
  ) {
    const folder = join(root, name);
    await mkdir(folder);
    const prelude = `import { appendFileSync } from 'node:fs';
const write = (name, text) => appendFileSync(process.env['GITHUB_' + name], text + '\\n');\n`;
    const post =
      scripts.post === undefined ? '' : `, post: post.mjs, post-if: ${scripts.postIf ?? 'always()'}`;
    const metadata = `name: ${name}\ninputs: ${scripts.inputs ?? '{}'}\nruns: { using: node24, main: main.mjs${post} }\n`;
    await writeFile(join(folder, 'action.yml'), metadata);
    await writeFile(join(folder, 'main.mjs'), prelude + scripts.main);
    if (scripts.post !== undefined) await writeFile(join(folder, 'post.mjs'), prelude + scripts.post);
    return folder;
  }

  function startJob(settings: Partial<JobSettings> = {}) {
    return createJob({
      clock: systemClock,
      folder: join(root, 'machine'),
      path: '/usr/bin:/bin',
      ...settings,
    });
  }

  return { path: (name: string) => join(root, name), writeAction, startJob };
}

/** A clock that stands still until the test lets a timer of the given length fire. */
export function createManualClock() {
  let timers: { milliseconds: number; callback: () => void }[] = [];
  const clock: Clock = {
    now: () => 0,
    after(milliseconds, callback) {
      const timer = { milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  const fire = (milliseconds: number) =>
    timers.find((timer) => timer.milliseconds === milliseconds)?.callback();
  return { clock, fire, lengths: () => timers.map((timer) => timer.milliseconds) };
}

/** Collects the log, and waits for lines of it. */
export function createLogWatch() {
  const lines: string[] = [];
  let check = () => {};
  const onLog = (line: string) => {
    lines.push(line);
    check();
  };
  const waitFor = (line: string) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (lines.includes(line)) resolve();
      };
      check();
    });
  return { lines, onLog, waitFor };
}
