import { ActionFailure } from '../../../../lib/action/errors.ts';
import { toFailure } from '../../../../lib/action/failure.ts';
import { explainAwsError } from '../../../../lib/aws/errors/explain.ts';
import { logTo } from '../../../../lib/aws/testing/record-log.ts';
import { endWithVerdict } from '../../src/end-with-verdict.ts';
import type { Request } from '../../src/modes/request.ts';
import { runPostStep } from '../../src/modes/run-post-step.ts';
import { run } from '../../src/run.ts';
import { policyFor } from '../../testing/deployer.ts';
import { createMachine, type MachineCall } from '../../testing/machine.ts';
import { RECORD, requestOf } from '../../testing/request-of.ts';
import { surroundingsOn } from '../../testing/surroundings.ts';
import type { RunEnd, RunShape } from '../scenario.ts';
import type { Ending, PlayedRun } from '../trace.ts';
import type { Platform } from './platform.ts';

/** The runner kills a job so long after it has asked it to end, in milliseconds. */
const KILLED_AFTER_CANCEL = 10_000;

export interface ProcessOptions extends Pick<RunShape, 'runId' | 'inputs' | 'machine'> {
  /** Its access key too. */
  readonly name: string;
  readonly phase: PlayedRun['phase'];
  readonly end?: RunEnd | undefined;
  /** Runs the step after the job, not the action itself. */
  readonly isPost?: boolean;
  /** A run that takes longer hangs, and is killed. */
  readonly limit: number;
  /** Told right before its so manieth call that changes something is sent. */
  readonly onWrite?: (number: number) => void;
  readonly onStruck?: (how: RunEnd['kind']) => void;
}

/** Runs the action as a process of its own: on its own machine, with its own signal and end. */
export async function runProcess(platform: Platform, options: ProcessOptions): Promise<PlayedRun> {
  const { name, end, inputs, machine: shape } = options;
  const { clock: world } = platform;
  const stop = new AbortController();
  const over = Promise.withResolvers<Ending>();
  const { log, lines } = createLog(world);
  const beganAt = world.now();

  function die(ending: Ending): void {
    machine.die();
    over.resolve(ending);
  }

  function strike(): void {
    if (!end || machine.isDead()) return;
    options.onStruck?.(end.kind);
    if (end.kind === 'kill') {
      die({ kind: 'lost' });
      return;
    }
    stop.abort(new ActionFailure({ cause: 'The job was cancelled (SIGINT).' }));
    world.after(KILLED_AFTER_CANCEL, () => die({ kind: 'lost' }));
  }

  const isAt = callOf(end);

  function onCall(call: MachineCall): void {
    if (call.write !== undefined && call.point === 'before the send') options.onWrite?.(call.write);
    if (isAt(call)) strike();
  }

  const own = inputs['dry-run'] === 'true' ? 'dry-run' : (inputs.mode ?? 'release');
  const use = options.isPost ? 'post' : own;
  const policy = policyFor(use, { ...platform, record: RECORD });
  const machine = createMachine(
    { ...platform, log },
    { ...shape, policy, accessKeyId: name, seed: platform.random.fork(name).below(2 ** 31), onCall },
  );
  const { runId } = options;
  const ports = await surroundingsOn(machine, { runId, log, probe: platform.probe, signal: stop.signal });
  const callOffLimit = world.after(options.limit, () => die({ kind: 'hung' }));
  if (end && 'milliseconds' in end.moment) world.after(end.moment.milliseconds, strike);
  const ending = await Promise.race([act(), over.promise]);
  machine.die();
  callOffLimit();
  return {
    ...{ name, runId, phase: options.phase },
    inputs: options.isPost ? { ...inputs, mode: 'post' } : inputs,
    ...{ beganAt, endedAt: world.now(), ending, writes: machine.writes.length, log: lines },
  };

  /** As the action's entry does. */
  async function act(): Promise<Ending> {
    try {
      const request = requestOf(inputs);
      if (options.isPost) return await actAfter(request);
      const work = () => run(request, platform.target, ports);
      const { outputs, failure } = await endWithVerdict(request, ports, work);
      return { kind: 'ended', outputs, ...(failure && { failure }) };
    } catch (error) {
      return { kind: 'ended', outputs: {}, failure: await toFailure(error, explainAwsError, stop.signal) };
    }
  }

  async function actAfter(request: Request): Promise<Ending> {
    if (request.mode === 'status') throw new Error('Nothing comes after a status.');
    await runPostStep({ inputs: request.inputs, target: platform.target, record: RECORD }, ports);
    return { kind: 'ended', outputs: {} };
  }
}

/** Tells whether a call is the one at which a run is to end. */
function callOf(end: RunEnd | undefined): (call: MachineCall) => boolean {
  if (!end || 'milliseconds' in end.moment) return () => false;
  const { moment } = end;
  if ('call' in moment) return ({ write, point }) => moment.call === write && moment.when === point;
  let seen = 0;
  return ({ operation, point }) => {
    if (!moment.operations.includes(operation)) return false;
    if (point === 'before the send') seen += 1;
    return seen === moment.number && point === moment.when;
  };
}

function createLog(clock: Platform['clock']) {
  const lines: PlayedRun['log'][number][] = [];
  const keep = (line: string) => {
    lines.push({ at: clock.now(), line });
  };
  return { log: logTo(keep), lines };
}
