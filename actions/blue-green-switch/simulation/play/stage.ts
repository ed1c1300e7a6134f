import type { PlayedRun } from '../trace.ts';
import { completeInputs, longestRun } from './inputs.ts';
import type { Platform } from './platform.ts';
import { type ProcessOptions, runProcess } from './process.ts';
import type { Recorder } from './recorder.ts';
import type { Visitors } from './visitors.ts';

/** What all parts of one play share. */
export interface Stage {
  readonly platform: Platform;
  readonly recorder: Recorder;
  readonly visitors: Visitors;
  readonly runs: readonly PlayedRun[];
  /** Runs the action, and writes down how. */
  act(options: Omit<ProcessOptions, 'limit'>): Promise<PlayedRun>;
}

export function createStage(platform: Platform, recorder: Recorder, visitors: Visitors): Stage {
  const { clock } = platform;
  const runs: PlayedRun[] = [];
  return {
    ...{ platform, recorder, visitors, runs },
    async act(options) {
      const inputs = completeInputs(options.inputs, platform);
      recorder.add({ kind: 'began', at: clock.now(), run: options.name });
      const played = await runProcess(platform, { ...options, inputs, limit: longestRun(inputs) });
      runs.push(played);
      recorder.add({ kind: 'ended', at: clock.now(), run: options.name, truth: recorder.truth() });
      return played;
    },
  };
}
