import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rehearsal } from './model.ts';
import { renderPage } from './page.ts';
import { type Summary, summarizeRehearsal } from './summary.ts';

/** Writes `report.html` and `report.json` into a folder, which is made when it is not there. */
export async function writeReport(folder: string, rehearsal: Rehearsal): Promise<Summary> {
  const summary = summarizeRehearsal(rehearsal);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(summary, null, 2)}\n`);
  await writeFile(join(folder, 'report.html'), renderPage(rehearsal));
  return summary;
}
