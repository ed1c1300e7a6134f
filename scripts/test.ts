/**
 * `npm test`: everything that this machine can check. What needs a tool that is absent is skipped, with the reason
 * printed and counted in the last line; REQUIRE_ALL=1 installs the tools first and lets a skip fail.
 */
import { checkBy, type Part, testsBy } from './test/parts.ts';
import { addTallies, failSkipped, renderTally, type Tally } from './test/tally.ts';

const JUDGES = '**/judges/**/*.e2e.test.ts';
const SWITCH = '**/blue-green-switch/src/**/*.e2e.test.ts';

const requireAll = process.env.REQUIRE_ALL === '1';

const parts: readonly Part[] = [
  ...(requireAll ? [checkBy('tools')] : []),
  checkBy('lint'),
  checkBy('typecheck'),
  checkBy('dead-code'),
  checkBy('build', ['--check']),
  testsBy('tests', ['--maxWorkers=2', '--testMatch', '**/!(*.e2e).test.ts']),
  // Other programs that judge the embedded AWS, and a compiled action without containers: long, and no matter how fast
  // the machine is meanwhile.
  testsBy('judges and the compiled switch', ['--maxWorkers=2', '--testMatch', JUDGES, SWITCH]),
  // Containers, browsers, traffic in real time: alone on the machine and one at a time.
  testsBy('end-to-end tests', ['--runInBand', '--testMatch', '**/*.e2e.test.ts', `!${JUDGES}`, `!${SWITCH}`]),
];

const tallies: Tally[] = [];
for (const { name, run } of parts) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  tallies.push(await run());
  console.log(`    ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

const total = addTallies(tallies);
if (requireAll && total.skipped.length > 0)
  console.log('\nREQUIRE_ALL=1: what was skipped counts as failed.');
const verdict = requireAll ? failSkipped(total) : total;
console.log(`\n${renderTally(verdict)}`);
process.exitCode = verdict.failed.length > 0 ? 1 : 0;
