/**
 * `npm run rehearse [-- --out folder --seed 1 --runtime containers|processes --scenes all|releases]`
 *
 * Lives through a story of releases on this machine and leaves `report.html`, `report.json` and the job summaries.
 * Exits with 1 when a release did not end as the story says.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../lib/action/clock.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { ensureEngine } from '../engine/ensure-engine.ts';
import { waitForSignal } from '../machine/wait-for-signal.ts';
import { writeReport } from '../report/write-report.ts';
import { createMachineStage } from './machine-stage.ts';
import { recordRehearsal } from './rehearsal-record.ts';
import { RELEASES, SCENES } from './scenes.ts';
import { REQUESTS_PER_SECOND } from './settings.ts';
import { type Story, tellStory } from './story.ts';
import { createTerminal } from './terminal.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '..', 'out') },
    seed: { type: 'string', default: '1' },
    runtime: { type: 'string' },
    scenes: { type: 'string', default: 'all' },
  },
});
const terminal = createTerminal(console.log);
// From the first moment on: a signal during the start takes effect behind it, when all that was begun can be undone.
const stopped = waitForSignal();
await rehearse(values.out);
// A story that was stopped half way waits for answers that no longer come.
process.exit();

async function rehearse(out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const stage = await createMachineStage({
    folder: join(out, 'work'),
    engine: await findEngine(),
    seed: Number(values.seed),
    onLog: terminal.showLog,
    onSecond: terminal.showSecond,
  });
  terminal.say(stage.runtime);
  try {
    let isOver = false;
    const onProgress = (line: string) => (isOver ? undefined : terminal.say(line));
    const story = await Promise.race([
      tellStory(stage, { onProgress, scenes: values.scenes === 'releases' ? RELEASES : SCENES }),
      stopped,
    ]);
    isOver = true;
    if (typeof story === 'string') {
      terminal.say(`${story}: the rehearsal stops here and takes away what it has made.`);
      process.exitCode = 1;
      return;
    }
    await writeSummaries(out, story);
    const facts = [stage.runtime, `${REQUESTS_PER_SECOND} requests per second`, `seed ${values.seed}`];
    const { requests } = await writeReport(out, recordRehearsal(story, stage.journal, facts));
    conclude(story, requests, join(out, 'report.html'));
  } finally {
    await stage.close();
  }
}

/** The engine that builds images and runs tasks; undefined, behind a banner, where none can be had. */
async function findEngine(): Promise<EngineClient | undefined> {
  const found =
    values.runtime === 'processes'
      ? { reason: 'processes were asked for' }
      : await ensureEngine({ env: process.env, clock: systemClock, report: terminal.say });
  if ('engine' in found && found.engine) return found.engine;
  if (values.runtime === 'containers') throw new Error(`Containers were asked for, and there is no engine.`);
  terminal.say('*'.repeat(72));
  terminal.say(`* No container engine: ${'reason' in found ? found.reason : ''}`);
  terminal.say('* Images are put together without one, and tasks run as processes.');
  terminal.say('*'.repeat(72));
  return undefined;
}

async function writeSummaries(out: string, { chapters }: Story): Promise<void> {
  for (const { name, end } of chapters) {
    await writeFile(join(out, `summary-${name}.md`), end.summary);
  }
}

function conclude({ chapters }: Story, requests: { total: number; failed: number }, report: string): void {
  terminal.say('');
  for (const { name, expected, end } of chapters) {
    const { verdict = 'lost' } = end.outputs;
    const isAsTold = verdict === expected;
    terminal.say(`${isAsTold ? 'as told' : 'NOT AS TOLD'}  ${name}  ${verdict}`);
    if (!isAsTold) process.exitCode = 1;
  }
  terminal.say(`${requests.total} requests, ${requests.failed} failed`);
  terminal.say(`Look at ${report}`);
}
