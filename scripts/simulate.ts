/**
 * `npm run simulate [-- --worlds 10000] [--from 1]`: plays so many random worlds of blue-green-switch, from that seed on,
 * in two processes, and judges each. Fails for a promise that was broken and, of as many worlds as are usual, for a cell
 * of the coverage table that stayed empty.
 *
 * `npm run simulate -- --seed 17` plays one world again and tells everything that happens in it; with `--plain` as it is
 * without scaling, steps after jobs and whatever else a platform may be furnished with.
 */
import { parseArgs } from 'node:util';
import { emptyCells } from '../actions/blue-green-switch/simulation/coverage/cells.ts';
import {
  drawPlainScenario,
  drawScenario,
} from '../actions/blue-green-switch/simulation/draw/draw-scenario.ts';
import { retellWorld } from '../actions/blue-green-switch/simulation/simulate.ts';
import { renderCoverage, renderFindings } from './simulate/report.ts';
import { simulateWorlds } from './simulate/worlds.ts';

/** A rare cell may well stay empty in fewer worlds. */
const USUAL = 10_000;

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: String(USUAL) },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    plain: { type: 'boolean', default: false },
  },
});

if (values.seed === undefined) await simulateAll(Number(values.from), Number(values.worlds));
else await retell(Number(values.seed), values.plain);

async function simulateAll(from: number, worlds: number): Promise<void> {
  const began = Date.now();
  const { findings, coverage } = await simulateWorlds(
    { from, worlds },
    {
      onProgress(done, found) {
        const seconds = Math.round((Date.now() - began) / 1000);
        console.log(`${done} of ${worlds} worlds in ${seconds} s, ${found} violations`);
      },
      onFinding: ({ seed, violations }) => console.log(`Seed ${seed}: ${violations[0]?.promise}`),
    },
  );
  const empty = worlds >= USUAL ? emptyCells(coverage) : [];
  console.log(renderCoverage(coverage));
  for (const cell of empty) console.log(`EMPTY  ${cell}`);
  console.log(renderFindings(findings));
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  const violations = findings.reduce((sum, finding) => sum + finding.violations.length, 0);
  console.log(`${worlds} worlds in ${minutes} min, ${empty.length} empty cells, ${violations} violations`);
  process.exitCode = violations + empty.length > 0 ? 1 : 0;
}

async function retell(seed: number, isPlain: boolean): Promise<void> {
  console.log(await retellWorld(isPlain ? drawPlainScenario(seed) : drawScenario(seed)));
}
