import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addCoverage, type Coverage } from '../../actions/blue-green-switch/simulation/coverage/cells.ts';
import type { WorldResult } from '../../actions/blue-green-switch/simulation/simulate.ts';

/** A world whose promises were not all kept. */
export type Finding = Pick<WorldResult, 'seed' | 'violations'>;

export interface Simulated {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

export interface SimulationHooks {
  readonly onProgress: (done: number, violations: number) => void;
  /** Told of every world whose promises were not all kept, when it has been played. */
  readonly onFinding: (finding: Finding) => void;
}

/** Two cores are what the smallest runner has. */
const WORKERS = 2;

/** A world that takes longer is stuck, in milliseconds; usual is half a second. */
const LIMIT = 180_000;

/**
 * After so many worlds a process makes room for a new one: Node keeps what lost runs wait for, some 3 MB a world, as long as
 * the signal that would call it off may still come.
 */
const WORLDS_OF_A_WORKER = 200;

/** Progress is told after so many worlds. */
const TOLD_EVERY = 250;

/** Plays the worlds in processes of their own, which are replaced when one gets stuck. */
export async function simulateWorlds(
  { from, worlds }: { readonly from: number; readonly worlds: number },
  { onProgress, onFinding }: SimulationHooks,
): Promise<Simulated> {
  const coverage: Coverage = {};
  const findings: Finding[] = [];
  let next = from;
  let done = 0;
  let violations = 0;

  function take(result: WorldResult): void {
    done += 1;
    addCoverage(coverage, result.coverage);
    violations += result.violations.length;
    if (result.violations.length > 0) {
      findings.push(result);
      onFinding(result);
    }
    if (done % TOLD_EVERY === 0) onProgress(done, violations);
  }

  async function work(): Promise<void> {
    let worker = startWorker();
    for (let played = 1; next < from + worlds; played++) {
      const seed = next++;
      const result = await playIn(worker, seed);
      take(result ?? stuck(seed));
      if (result && played % WORLDS_OF_A_WORKER > 0) continue;
      worker.kill('SIGKILL');
      worker = startWorker();
    }
    worker.kill();
  }

  await Promise.all(Array.from({ length: Math.min(WORKERS, worlds) }, work));
  return { findings: findings.sort((a, b) => a.seed - b.seed), coverage };
}

function startWorker(): ChildProcess {
  return fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), { execArgv: ['--no-warnings'] });
}

/** @returns undefined when it does not come to an end, or takes the process with it */
function playIn(worker: ChildProcess, seed: number): Promise<WorldResult | undefined> {
  return new Promise((resolve) => {
    const finish = (result: WorldResult | undefined) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(result);
    };
    const timer = setTimeout(() => finish(undefined), LIMIT);
    worker.on('message', (message: WorldResult | 'ready') => {
      if (message !== 'ready') finish(message);
    });
    worker.on('exit', () => finish(undefined));
    worker.send(seed, (error) => {
      if (error) finish(undefined);
    });
  });
}

function stuck(seed: number): WorldResult {
  const what = `The world did not come to its end within ${LIMIT / 1000} s, or ended its process.`;
  return { seed, violations: [{ promise: 'every world comes to its end', at: 0, what }], coverage: {} };
}
