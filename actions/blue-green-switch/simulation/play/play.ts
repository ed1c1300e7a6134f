import { sleep } from '../../../../lib/action/clock.ts';
import { PERFECT_MACHINE, type Scenario } from '../scenario.ts';
import type { Trace } from '../trace.ts';
import { longestRun } from './inputs.ts';
import { createPlatform, type Platform, RULE_PATHS } from './platform.ts';
import { playRuns } from './play-runs.ts';
import { runProcess } from './process.ts';
import { goOn, putRight } from './put-right.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createStage } from './stage.ts';
import { imageOfVersion } from './versions.ts';

/** So long after the last run everything that it has set going has come to its end, in milliseconds. */
const CALM_AFTER = 30_000;

/** Plays a scenario to its end: its runs and events, then what puts right what they have left. */
export async function play(scenario: Scenario): Promise<Trace> {
  const recorder = createRecorder();
  const platform = await createPlatform(scenario, recorder.onCall);
  try {
    if (!scenario.platform.isEmpty) await platform.clock.run(bringUp(platform, scenario));
    recorder.watch(platform);
    return await platform.clock.run(playOn(platform, recorder, scenario));
  } finally {
    await platform.aws.close();
  }
}

async function playOn(platform: Platform, recorder: Recorder, scenario: Scenario): Promise<Trace> {
  const { aws, clock } = platform;
  const stage = createStage(platform, recorder);
  const watching = watch(platform, recorder, scenario.platform.rules);
  await playRuns(stage, scenario);
  aws.faults.endAll();
  await sleep(clock, CALM_AFTER);
  recorder.add({ kind: 'calm', at: clock.now(), truth: recorder.truth() });
  await putRight(stage, scenario);
  await goOn(stage, scenario);
  await watching.stop();
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

/** Looks at the platform, and visits it, once a second. */
function watch(
  { clock, url, visit }: Platform,
  recorder: Recorder,
  rules: number,
): { readonly stop: () => Promise<void> } {
  let isOver = false;
  const watching = (async () => {
    for (let second = 0; !isOver; second++) {
      const at = clock.now();
      recorder.add({ kind: 'tick', at, truth: recorder.truth() });
      const path = RULE_PATHS[second % rules] ?? '/';
      const answer = await visit(`${url}${path}`);
      recorder.add({ kind: 'visit', at, path, status: answer === 'refused' ? 0 : answer.status });
      await sleep(clock, at + 1_000 - clock.now());
    }
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
    },
  };
}
