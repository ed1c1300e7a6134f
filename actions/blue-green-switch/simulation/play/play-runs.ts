import { sleep } from '../../../../lib/action/clock.ts';
import type { EventMoment, RunShape, RunStart, Scenario } from '../scenario.ts';
import type { Ending } from '../trace.ts';
import { carryOut } from './acts.ts';
import { giveUp } from './give-up.ts';
import { createSignals, type Signals } from './signals.ts';
import type { Stage } from './stage.ts';

/** Name of a run of the scenario, by its place there; its access key too. */
function nameOfRun(index: number): string {
  return `RUN${index + 1}`;
}

/** Lets the runs of a scenario and its events happen; settles when all are over. */
export async function playRuns(stage: Stage, { runs, events }: Scenario): Promise<void> {
  const { platform, recorder } = stage;
  const signals = createSignals();
  const start = recorder.truth();
  recorder.onWeight((by, number) => signals.give(`${by} weight ${number}`));
  const happening = events.map(async ({ at, act }) => {
    if (!(await comesTo(at, stage, signals))) return;
    recorder.add({ kind: 'act', at: platform.clock.now(), act });
    await carryOut(stage, act, start).catch(giveUp);
  });
  await Promise.all(runs.map((run, index) => playRun(run, nameOfRun(index), stage, signals)));
  signals.close();
  await Promise.all(happening);
}

async function playRun(shape: RunShape, name: string, stage: Stage, signals: Signals): Promise<void> {
  const { platform, recorder } = stage;
  await comesToStart(shape.start, stage, signals);
  const faults = shape.faults.map((fault) => ({
    ...fault,
    id: platform.aws.faults.add({ ...fault, accessKeyId: name }),
  }));
  signals.give(`${name} began`);
  const { ending } = await stage.act({
    ...shape,
    ...{ name, phase: 'scenario' },
    onWrite: (number) => signals.give(`${name} call ${number}`),
    onStruck: (how) => recorder.add({ kind: 'struck', at: platform.clock.now(), run: name, how }),
  });
  for (const { id, kind, count } of faults) {
    // One that has met all that it may stands no more.
    const standing = platform.aws.faults.list().find((fault) => fault.id === id);
    const calls = standing?.hits ?? count;
    if (calls > 0) recorder.add({ kind: 'met', at: platform.clock.now(), run: name, fault: kind, calls });
    platform.aws.faults.end(id);
  }
  if (shape.post && isCalledFor(ending)) {
    const { runId, inputs, machine } = shape;
    await stage.act({
      ...{ name: `${name}POST`, runId, inputs, machine, phase: 'scenario', isPost: true },
    });
  }
  signals.give(`${name} ended`);
}

/** The step after the job comes when the job has failed or was cancelled. */
function isCalledFor(ending: Ending): boolean {
  return ending.kind !== 'ended' || ending.failure !== undefined;
}

async function comesToStart(start: RunStart, { platform }: Stage, signals: Signals): Promise<void> {
  if (start.run === undefined) return;
  const name = nameOfRun(start.run);
  switch (start.kind) {
    case 'after':
      await signals.wait(`${name} ended`);
      return sleep(platform.clock, start.milliseconds);
    case 'beside':
      await signals.wait(`${name} began`);
      return sleep(platform.clock, start.milliseconds);
    case 'at-call':
      await Promise.race([signals.wait(`${name} call ${start.call}`), signals.wait(`${name} ended`)]);
  }
}

/** @returns false when the moment does not come */
async function comesTo(moment: EventMoment, { platform }: Stage, signals: Signals): Promise<boolean> {
  const name = nameOfRun(moment.run);
  if ('weight' in moment) return signals.wait(`${name} weight ${moment.weight}`);
  const hasBegun = await signals.wait(`${name} began`);
  if (hasBegun) await sleep(platform.clock, moment.milliseconds);
  return hasBegun;
}
