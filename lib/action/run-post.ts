import * as core from '@actions/core';
import { abortOnCancel } from './cancel.ts';
import { systemClock } from './clock.ts';
import type { RunContext } from './context.ts';
import { type Explain, renderPlain, toFailure } from './failure.ts';
import { createGithubLog } from './github-log.ts';
import { harmlessText } from './harmless.ts';
import { exit } from './report.ts';

/** A `post` step as its `post.ts` describes it. */
export interface Post {
  readonly name: string;
  run(context: RunContext): Promise<void>;
  readonly explain?: Explain;
}

/** Runs a post step to the end of the process. It only warns: the job's result stands already. */
export async function runPost(post: Post): Promise<never> {
  const controller = new AbortController();
  abortOnCancel(controller, process);
  try {
    await post.run({ clock: systemClock, log: createGithubLog(), signal: controller.signal });
  } catch (error) {
    const failure = await toFailure(error, post.explain ?? (async () => undefined), controller.signal);
    core.warning(harmlessText(`${post.name} (post): ${renderPlain(failure)}`));
  }
  return exit(0);
}
