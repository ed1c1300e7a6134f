import type { MachineShape, RunShape, RunStart } from '../scenario.ts';
import type { Dice } from './dice.ts';
import { drawEnd } from './draw-end.ts';
import { drawFaults } from './draw-faults.ts';
import { drawInputs, drawPipeline, type Inputs } from './draw-inputs.ts';

/** What may go wrong with the runs of a scenario: all at once would hide what each does. */
export interface Troubles {
  readonly ends: boolean;
  readonly faults: boolean;
  readonly skew: boolean;
  readonly slowness: boolean;
  readonly contention: boolean;
}

/** What the runs of a scenario are drawn for. */
export interface RunOptions {
  /** How many versions there are. */
  readonly versions: number;
  readonly isEmpty: boolean;
  readonly troubles: Troubles;
}

/** Runs of one workflow run. */
interface Story {
  readonly runId: string;
  readonly inputs: readonly Inputs[];
}

/** Draws up to five runs of the action, in stories of one run or of several, one after the other or beside it. */
export function drawRuns(dice: Dice, options: RunOptions): readonly RunShape[] {
  const stories = dice.pick([1, 2, 2, 3, 3, 4]);
  const runs: RunShape[] = [];
  for (let index = 0; index < stories && runs.length < MOST_RUNS; index++) {
    const own = dice.fork(`story ${index}`);
    const story = drawStory(own, runs, options);
    for (const [step, inputs] of story.inputs.entries()) {
      const start = drawStart(own.fork(`start ${step}`), runs, story.runId, options.troubles.contention);
      runs.push({
        runId: story.runId,
        start,
        inputs,
        ...drawTroubles(own.fork(`run ${step}`), options.troubles),
      });
    }
  }
  return runs;
}

const MOST_RUNS = 4;

function drawStory(dice: Dice, before: readonly RunShape[], { versions, isEmpty }: RunOptions): Story {
  const last = before.at(-1);
  // A job that was lost or has failed is run again.
  if (last && dice.chance(last.end ? 0.35 : 0.1)) return { runId: last.runId, inputs: [last.inputs] };
  const runId = `${before.length + 1}`;
  const own = dice.fork('inputs');
  if (!last) {
    const mode = isEmpty ? 'bootstrap' : dice.pick(['release', 'release', 'release', 'pipeline']);
    return { runId, inputs: drawMode(own, mode, 2) };
  }
  const mode = dice.pick([
    ...(['release', 'release', 'pipeline', 'rollback', 'rollback', 'recover', 'status'] as const),
    ...(isEmpty ? (['bootstrap'] as const) : []),
  ]);
  return { runId, inputs: drawMode(own, mode, dice.between(1, versions)) };
}

function drawMode(dice: Dice, mode: string, version: number): readonly Inputs[] {
  return mode === 'pipeline' ? drawPipeline(dice, version) : [drawInputs(dice, mode, version)];
}

/** Processes of one workflow run come one after the other. */
function drawStart(dice: Dice, before: readonly RunShape[], runId: string, mayContend: boolean): RunStart {
  const last = before.at(-1);
  if (!last) return { kind: 'after', run: undefined, milliseconds: 0 };
  const run = before.length - 1;
  if (last.runId === runId) {
    return { kind: 'after', run, milliseconds: dice.pick([0, 1_000, 5_000, 20_000, 70_000]) };
  }
  if (!mayContend || dice.chance(0.25)) {
    return { kind: 'after', run, milliseconds: dice.pick([0, 1_000, 5_000, 30_000, 100_000]) };
  }
  if (dice.chance(0.5)) return { kind: 'at-call', run, call: dice.between(1, 16) };
  return { kind: 'beside', run, milliseconds: dice.between(0, 60_000) };
}

function drawTroubles(
  dice: Dice,
  { ends, faults, skew, slowness }: Troubles,
): Pick<RunShape, 'machine' | 'end' | 'faults'> {
  const machine: MachineShape = {
    offset: skew ? dice.pick([0, -3_600_000, -60_000, 45_000, 7_200_000]) : 0,
    rate: skew ? dice.pick([0.98, 1, 1.02]) : 1,
    latency: slowness ? dice.pick([0, 100, 800]) : 0,
    jam: slowness ? dice.pick([0, 6_000, 11_000]) : 0,
  };
  return {
    machine,
    ...(ends && dice.chance(0.65) && { end: drawEnd(dice.fork('end')) }),
    faults: faults && dice.chance(0.7) ? drawFaults(dice.fork('faults')) : [],
  };
}
