import { sleep } from '../../../../lib/action/clock.ts';
import { servingSlot } from '../judge/serving.ts';
import { PERFECT_MACHINE, type Scenario } from '../scenario.ts';
import type { Trace } from '../trace.ts';
import { addAlarm } from './alarm.ts';
import { longestRun } from './inputs.ts';
import { createPlatform, type Platform } from './platform.ts';
import { playRuns } from './play-runs.ts';
import { runProcess } from './process.ts';
import { goOn, putRight } from './put-right.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { addScaling, USUAL_VISITORS } from './scaling.ts';
import { createStage } from './stage.ts';
import { makeSticky } from './sticky.ts';
import { readTruth } from './truth.ts';
import { imageOfVersion } from './versions.ts';
import { startVisitors } from './visitors.ts';

/** So long after the last run everything that it has set going has come to its end, in milliseconds. */
const CALM_AFTER = 30_000;

/** Plays a scenario to its end: its runs and events, then what puts right what they have left. */
export async function play(scenario: Scenario): Promise<Trace> {
  const recorder = createRecorder();
  const platform = await createPlatform(scenario, recorder.onCall);
  try {
    if (!scenario.platform.isEmpty) await platform.clock.run(bringUp(platform, scenario));
    const live = servingSlot(readTruth(platform.aws, platform.target, platform.clock.now()));
    if (live) await platform.clock.run(addScaling(platform, live));
    await platform.clock.run(addAlarm(platform));
    await platform.clock.run(makeSticky(platform));
    recorder.watch(platform);
    return await platform.clock.run(playOn(platform, recorder, scenario));
  } finally {
    await platform.aws.close();
  }
}

async function playOn(platform: Platform, recorder: Recorder, scenario: Scenario): Promise<Trace> {
  const { aws, clock } = platform;
  const visitors = startVisitors(platform, recorder, USUAL_VISITORS);
  const stage = createStage(platform, recorder, visitors);
  await playRuns(stage, scenario);
  aws.faults.endAll();
  await sleep(clock, CALM_AFTER);
  recorder.add({ kind: 'calm', at: clock.now(), truth: recorder.truth() });
  await putRight(stage, scenario);
  await goOn(stage, scenario);
  await visitors.stop();
  return { events: recorder.events, runs: stage.runs };
}

/** Releases the first version before anything is watched. */
async function bringUp(platform: Platform, { platform: { tasks } }: Scenario): Promise<void> {
  const inputs = {
    ...{ mode: 'bootstrap', image: imageOfVersion(1), 'desired-count': `${tasks}` },
    ...{ hold: '10s', bake: '5s', 'healthy-timeout': '2m' },
  };
  const { ending } = await runProcess(platform, {
    ...{ name: 'FIRST', runId: '0', inputs, phase: 'scenario' },
    ...{ limit: longestRun(inputs), machine: PERFECT_MACHINE },
  });
  if (ending.kind !== 'ended' || ending.failure) {
    throw new Error(`The first release did not succeed: ${JSON.stringify(ending)}`);
  }
}
