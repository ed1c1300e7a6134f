import { abortOnCancel } from './cancel.ts';
import { systemClock } from './clock.ts';
import type { RunContext } from './context.ts';
import { type Explain, renderPlain, toFailure } from './failure.ts';
import { createGithubLog } from './github-log.ts';
import { exit } from './report.ts';

/** A `post` step as its `post.ts` describes it. */
export interface Post {
  readonly name: string;
  run(context: RunContext): Promise<void>;
  readonly explain?: Explain;
}

/**
 * Runs a post step to the end of the process.
 * @public
 */
export async function runPost(post: Post): Promise<never> {
  const controller = new AbortController();
  abortOnCancel(controller, process);
  await performPost(post, { clock: systemClock, log: createGithubLog(), signal: controller.signal });
  return exit(0);
}

/** It only warns: the job's result stands already. */
export async function performPost(post: Post, context: RunContext): Promise<void> {
  try {
    await post.run(context);
  } catch (error) {
    const failure = await toFailure(error, post.explain ?? (async () => undefined), context.signal);
    context.log.warning(`${post.name} (post): ${renderPlain(failure)}`);
  }
}
