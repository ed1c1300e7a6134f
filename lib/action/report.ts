import * as core from '@actions/core';
import { harmlessText } from './harmless.ts';
import type { Outcome } from './outcome.ts';
import { writeSummary } from './summary.ts';

/** Writes a run's result where the runner looks for it: annotation, log, outputs, job summary. Outputs also when red. */
export async function report(outcome: Outcome): Promise<void> {
  const { failure } = outcome;
  if (failure) {
    core.setFailed(harmlessText(failure.cause));
    if (failure.advice !== undefined) core.info(harmlessText(`Next: ${failure.advice}`));
    if (failure.detail !== undefined) core.info(harmlessText(failure.detail));
  }
  for (const [name, value] of Object.entries(outcome.outputs)) {
    if (value !== undefined) core.setOutput(name, value);
  }
  await writeSummary(outcome.summary);
}

/** Ends the process when everything written has reached the runner, whatever timers and sockets are still open. */
export async function exit(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
  process.exit(code);
}
