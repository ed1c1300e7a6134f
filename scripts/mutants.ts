/**
 * `npm run mutants [-- <part or name>]`: takes away each behaviour of the embedded AWS, one at a time, and shows that
 * its conformance test fails then; and plants each fault that is known into blue-green-switch, and shows that its proof
 * finds it. A proof that does not pass without any change finds nothing. Fails when one is not noticed.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PLANTED } from '../actions/blue-green-switch/mutants/mutants.ts';
import { CATALOGUES } from '../rehearsal/aws/conformance/catalogues.ts';
import { createBaselines } from './mutants/baselines.ts';
import { runProof } from './mutants/run-proof.ts';
import { type Trial, tryMutant } from './mutants/try-mutant.ts';
import { tryPlanted } from './mutants/try-planted.ts';

interface Mutant {
  readonly title: string;
  readonly attempt: () => Promise<Trial>;
}

const baseline = createBaselines(runProof);

const taken = Object.entries(CATALOGUES).flatMap(([part, behaviours]) =>
  Object.entries(behaviours).map(
    ([name, behaviour]): Mutant => ({
      title: join(part, name),
      attempt: () => tryMutant({ part, name, behaviour }, baseline),
    }),
  ),
);
const planted = Object.entries(PLANTED).map(
  ([name, mutant]): Mutant => ({
    title: join('blue-green-switch', name),
    attempt: () => tryPlanted(mutant, baseline),
  }),
);

const [wanted = ''] = process.argv.slice(2);
const waiting = [...taken, ...planted].filter(({ title }) => title.includes(wanted));
if (waiting.length === 0) throw new Error(`No mutant has ${JSON.stringify(wanted)} in its name.`);

const total = waiting.length;
const survivors: string[] = [];
await Promise.all(Array.from({ length: Math.min(total, availableParallelism()) }, tryRest));
console.log(`\n${total - survivors.length} of ${total} mutants noticed`);
for (const survivor of survivors) console.log(`  not noticed: ${survivor}`);
process.exitCode = survivors.length > 0 ? 1 : 0;

async function tryRest(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { verdict, detail } = await next.attempt();
    console.log(`${verdict.padEnd(9)} ${next.title}`);
    if (verdict !== 'noticed') survivors.push(`${next.title}: ${detail}`);
  }
}
