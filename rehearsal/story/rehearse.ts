/**
 * `npm run rehearse [-- --out folder --seed 1 --runtime processes]`
 *
 * Lives through a story of four releases on this machine and leaves report.html, report.json and the job summaries.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../lib/action/clock.ts';
import { ensureEngine } from '../engine/ensure-engine.ts';
import { writeReport } from '../report/write-report.ts';
import { createMachineStage } from './machine-stage.ts';
import { recordRehearsal } from './rehearsal-record.ts';
import { REQUESTS_PER_SECOND } from './settings.ts';
import { type Story, tellStory } from './story.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '..', 'out') },
    seed: { type: 'string', default: '1' },
    runtime: { type: 'string' },
  },
});
const out = values.out;

function say(line: string): void {
  console.log(line);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const found =
  values.runtime === 'processes'
    ? { reason: 'processes were asked for' }
    : await ensureEngine({ env: process.env, clock: systemClock, report: say });
const engine = 'engine' in found ? found.engine : undefined;
if (!engine && 'reason' in found) {
  say(`*** No container engine: ${found.reason}.`);
  say('*** Images are assembled without one, and tasks run as processes.');
}

const stage = await createMachineStage({
  folder: join(out, 'work'),
  engine,
  seed: Number(values.seed),
  onLog: say,
  onSecond: () => {},
});
say(stage.runtime);
try {
  const story = await tellStory(stage, { onProgress: say });
  await writeSummaries(story);
  const facts = [stage.runtime, `${REQUESTS_PER_SECOND} requests per second`, `seed ${values.seed}`];
  const report = await writeReport(out, recordRehearsal(story, stage.journal, facts));
  say(JSON.stringify(report.requests));
  for (const release of report.releases) say(`${release.version}: ${release.verdict}`);
  say(`report: ${join(out, 'report.html')}`);
} finally {
  await stage.close();
}

async function writeSummaries(story: Story): Promise<void> {
  for (const { release, end } of story.chapters) {
    await writeFile(join(out, `summary-${release.version}.md`), end.summary);
  }
}
