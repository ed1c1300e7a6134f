/**
 * `npm run mutants [-- <part or name>]`: takes away each behaviour of the embedded AWS, one at a time, and shows that
 * its conformance test fails then. Fails when a test does not notice.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CATALOGUES } from '../rehearsal/aws/conformance/catalogues.ts';
import { type Case, tryMutant } from './mutants/try-mutant.ts';

const [wanted = ''] = process.argv.slice(2);
const waiting = Object.entries(CATALOGUES)
  .flatMap(([part, behaviours]) =>
    Object.entries(behaviours).map(([name, behaviour]): Case => ({ part, name, behaviour })),
  )
  .filter(({ part, name }) => join(part, name).includes(wanted));
if (waiting.length === 0) throw new Error(`No behaviour has ${JSON.stringify(wanted)} in its name.`);

const total = waiting.length;
const survivors: string[] = [];
await Promise.all(Array.from({ length: Math.min(total, availableParallelism()) }, tryRest));
console.log(`\n${total - survivors.length} of ${total} mutants noticed`);
for (const survivor of survivors) console.log(`  not noticed: ${survivor}`);
process.exitCode = survivors.length > 0 ? 1 : 0;

async function tryRest(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { verdict, detail } = await tryMutant(next);
    console.log(`${verdict.padEnd(9)} ${next.part}/${next.name}`);
    if (verdict !== 'noticed') survivors.push(`${next.part}/${next.name}: ${detail}`);
  }
}
