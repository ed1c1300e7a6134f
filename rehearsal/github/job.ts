import { resolve } from 'node:path';
import { readActionFile } from './action-file.ts';
import { type JobStatus, meetsCondition } from './condition.ts';
import { type JobSettings, setUpMachine } from './machine.ts';
import { runScript, type ScriptRun } from './script.ts';
import { type Conclusion, describeLost, describeSkipped, type Step, type StepResult } from './step.ts';
import { describeMain, describePost, type PostRun } from './step-scripts.ts';

export interface JobResult {
  readonly conclusion: Exclude<Conclusion, 'skipped'>;
  /** In the order in which they ran: the last step's first. */
  readonly posts: readonly StepResult[];
}

/** A job on a runner: its steps one after another, then their `post` scripts. */
export interface Job {
  /** @throws an error when this runner cannot run the action, another step still runs, or the job is finished */
  runStep(step: Step): Promise<StepResult>;
  /** Cancels the job, as somebody on GitHub does; settles when the running script has ended. */
  cancel(): Promise<void>;
  /** The machine is gone: the running script and its process group are killed, and nothing runs any more. */
  die(): void;
  /** Ends the job: runs the `post` scripts, newest first, unless the machine is gone. */
  finish(): Promise<JobResult>;
}

/** Sets up a machine for one job, which runs actions as GitHub's runner does. */
export async function createJob(settings: JobSettings): Promise<Job> {
  const ports = await setUpMachine(settings);
  const { control } = ports;
  const posts: PostRun[] = [];
  const conclusions: Conclusion[] = [];
  let stage: 'idle' | 'busy' | 'finished' = 'idle';

  const status = () => ({ hasFailed: conclusions.includes('failure'), isCancelled: control.isCancelled });

  async function run(script: ScriptRun) {
    const done = await runScript(script, ports);
    conclusions.push(done.result.conclusion);
    return done;
  }

  async function runMain(step: Step): Promise<StepResult> {
    const name = step.name ?? `Run ${step.uses}`;
    const action = await readActionFile(resolve(ports.workspace, step.uses));
    if (control.isDead) return describeLost(name);
    if (!meetsCondition(step.if ?? 'success()', status())) return describeSkipped(name);
    const script = describeMain(step, name, action, `${conclusions.length}`);
    const { result, state } = await run(script);
    if (action.post) posts.push(describePost(script, action.post, state));
    return result;
  }

  /** One script at a time, and none after the end. */
  async function exclusively<Result>(
    next: 'idle' | 'finished',
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (stage !== 'idle') {
      throw new Error(`The job is ${stage}: it runs one step at a time, and none after finish().`);
    }
    stage = 'busy';
    try {
      return await work();
    } finally {
      stage = next;
    }
  }

  async function runPosts(): Promise<JobResult> {
    const results: StepResult[] = [];
    for (const { condition, script } of posts.reverse()) {
      if (control.isDead) break;
      const isDue = meetsCondition(condition, status());
      results.push(isDue ? (await run(script)).result : describeSkipped(script.name));
    }
    control.close();
    return { conclusion: concludeJob(control.isDead, status()), posts: results };
  }

  return {
    runStep: (step) => exclusively('idle', () => runMain(step)),
    cancel: control.cancel,
    die: control.die,
    finish: () => exclusively('finished', runPosts),
  };
}

function concludeJob(isLost: boolean, status: JobStatus): JobResult['conclusion'] {
  if (isLost) return 'lost';
  if (status.isCancelled) return 'cancelled';
  return status.hasFailed ? 'failure' : 'success';
}
