import { startMoto } from '../../rehearsal/aws/judges/testing/start-moto.ts';
import { findTool } from '../requirements.ts';
import { measureCalls } from './latency/calls.ts';
import { readyUrl, startEmbedded, stop } from './latency/embedded.ts';
import { renderCalls, renderStarts } from './latency/report.ts';
import { measureStarts } from './latency/starts.ts';

/**
 * How long the embedded AWS takes to start, beside an empty Node, and to answer, beside moto: every round asks both the
 * same, so that what else the machine does hits both. Prints two tables.
 */
export async function benchLatency(): Promise<void> {
  console.log(renderStarts(await measureStarts()));
  const { missing } = findTool('moto');
  const moto = missing === undefined ? await startMoto() : undefined;
  if (missing !== undefined) console.log(`\nwithout moto: ${missing}`);
  const embedded = startEmbedded();
  try {
    const urls = [await readyUrl(embedded), ...(moto ? [moto.url] : [])];
    console.log(`\n${renderCalls(await measureCalls(urls))}`);
  } finally {
    await stop(embedded);
    await moto?.close();
  }
}
