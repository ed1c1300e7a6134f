import { abortOnCancel } from './cancel.ts';
import { systemClock } from './clock.ts';
import type { RunContext } from './context.ts';
import { type Explain, toFailure } from './failure.ts';
import { createGithubLog } from './github-log.ts';
import { type InputSpecs, type InputsOf, rawInput, readInputs } from './inputs.ts';
import { maskSecret } from './mask.ts';
import type { Outcome } from './outcome.ts';
import { exit, report } from './report.ts';
import { renderFailure } from './summary.ts';

/** An action as its `index.ts` describes it. */
export interface Action<Specs extends InputSpecs> {
  /** The name of its folder. */
  readonly name: string;
  readonly inputs: Specs;
  /** Imports late what it needs, so that a wrong input is told before SDK clients are loaded. */
  run(inputs: InputsOf<Specs>, context: RunContext): Promise<Outcome>;
  /** Turns a service's errors into failures; imports late too. */
  readonly explain?: Explain;
}

/**
 * Runs an action from its inputs to the end of the process: the one place that turns whatever happens into a result.
 * Red means exit code 1, an error annotation with the cause, and a summary; outputs are written then too.
 */
export async function runAction<const Specs extends InputSpecs>(action: Action<Specs>): Promise<never> {
  const controller = new AbortController();
  const context: RunContext = { clock: systemClock, log: createGithubLog(), signal: controller.signal };
  abortOnCancel(controller, process);
  const surprise = abortOnSurprise(controller, process);
  process.once('beforeExit', () =>
    finish(failed(action, new Error('The run never came to its end.'), context)),
  );
  const outcome = await perform(action, context);
  const missed = surprise();
  if (!missed || outcome.failure) return finish(outcome);
  return finish({ ...(await failed(action, missed, context)), outputs: outcome.outputs });
}

/** Reads the inputs and runs; every error becomes an outcome. */
async function perform<const Specs extends InputSpecs>(
  action: Action<Specs>,
  context: RunContext,
): Promise<Outcome> {
  try {
    for (const [name, spec] of Object.entries(action.inputs)) {
      for (const secret of spec.secretsIn(rawInput(name, process.env))) maskSecret(secret);
    }
    return await action.run(readInputs(action.inputs, process.env), context);
  } catch (error) {
    return failed(action, error, context);
  }
}

async function failed(action: Action<InputSpecs>, error: unknown, context: RunContext): Promise<Outcome> {
  const failure = await toFailure(error, action.explain ?? (async () => undefined), context.signal);
  return { outputs: {}, summary: renderFailure(action.name, failure), failure };
}

async function finish(outcome: Outcome | Promise<Outcome>): Promise<never> {
  const known = await outcome;
  await report(known);
  return exit(known.failure ? 1 : 0);
}

/**
 * An error that nobody awaited aborts the run, so that it still cleans up, and makes it red whatever it says itself.
 * Gives the first such error, undefined when there was none.
 */
function abortOnSurprise(controller: AbortController, source: NodeJS.EventEmitter): () => unknown {
  let first: { readonly error: unknown } | undefined;
  for (const event of ['unhandledRejection', 'uncaughtException']) {
    source.on(event, (error: unknown) => {
      first ??= { error: error ?? new Error(`${event} without an error`) };
      controller.abort(first.error);
    });
  }
  return () => first?.error;
}
