import type { Clock } from '../../lib/action/clock.ts';
import { startScript } from './action-process.ts';
import { createCommandInterpreter } from './command-interpreter.ts';
import { createFileCommands, type StepWritings } from './file-commands.ts';
import type { JobControl } from './job-control.ts';
import type { JobEnvironment } from './job-environment.ts';
import type { Masks } from './masks.ts';
import { describeLost, type StepResult } from './step.ts';
import { createStepLog } from './step-log.ts';

/** One script of an action, `main` or `post`, ready to run. */
export interface ScriptRun {
  /** The name of the step. */
  readonly name: string;
  readonly script: string;
  /** Lines that stand before its own in the log. */
  readonly opening: readonly string[];
  readonly warnings: readonly string[];
  /** Variables that no other step gets. */
  readonly variables: Readonly<Record<string, string>>;
  /** Tells its files from those of the job's other scripts. */
  readonly key: string;
}

/** What a job lends to its scripts. */
export interface JobPorts {
  readonly clock: Clock;
  readonly control: JobControl;
  readonly masks: Masks;
  readonly environment: JobEnvironment;
  readonly temp: string;
  readonly workspace: string;
  readonly showsDebug: boolean;
  readonly onLog: (line: string) => void;
}

/** Runs a script to its end, whatever that is. @returns also the state that it saved for the action's `post` */
export async function runScript(
  run: ScriptRun,
  ports: JobPorts,
): Promise<{ result: StepResult; state: StepWritings['state'] }> {
  const { clock, control, masks, environment } = ports;
  const log = createStepLog(masks, ports.onLog);
  run.opening.forEach(log.write);
  for (const message of run.warnings) log.annotate({ level: 'warning', message });
  const interpreter = createCommandInterpreter(log, masks, ports.showsDebug);
  const files = createFileCommands(ports.temp, run.key);
  const end = await control.watch(() =>
    startScript({
      script: run.script,
      workingDirectory: ports.workspace,
      environment: environment.forStep({ ...run.variables, ...files.variables }),
      clock,
      onLine: interpreter.read,
    }),
  );
  if (!end) return { result: describeLost(run.name, log.lines), state: {} };
  // Also after a cancellation: what a script saved in time is what its `post` has to go by.
  const writings = await files.read(log, masks);
  environment.absorb(writings);
  if (end.wasCancelled) log.annotate({ level: 'error', message: 'The operation was canceled.' });
  const isGreen = end.exitCode === 0 && !interpreter.hasFailed() && !writings.hasFailed;
  return {
    result: {
      name: run.name,
      conclusion: end.wasCancelled ? 'cancelled' : isGreen ? 'success' : 'failure',
      outputs: writings.outputs,
      log: log.lines.join('\n'),
      summary: writings.summary,
      annotations: log.annotations,
    },
    state: writings.state,
  };
}
