import { describe, expect, test } from '@jest/globals';
import { systemClock } from './clock.ts';
import { ActionFailure } from './errors.ts';
import type { Log } from './log.ts';
import { performPost } from './run-post.ts';
import { runScript } from './testing/run-script.ts';

const post = (run: string) => `
  import { runPost } from 'lib/action/run-post.ts';
  import { ActionFailure } from 'lib/action/errors.ts';
  await runPost({ name: 'greet', async run(context) { ${run} } });
`;

describe('a post step', () => {
  test('only warns when it fails', async () => {
    const result = await runScript(
      post("throw new ActionFailure({ cause: 'No lease.', advice: 'Run recover.' });"),
    );
    expect(result).toMatchObject({
      exitCode: 0,
      lines: ['::warning::greet (post): No lease.%0ARun recover.'],
    });
  });

  test('tells a failure as a warning, cause first', async () => {
    const warnings: string[] = [];
    const log: Log = {
      debug() {},
      info() {},
      warning: (text) => warnings.push(text),
      group: (_, work) => work(),
    };
    const { signal } = new AbortController();
    const run = () =>
      Promise.reject(new ActionFailure({ cause: 'No lease.', advice: 'Run recover.', detail: 'lease/7' }));
    await performPost({ name: 'switch', run }, { clock: systemClock, log, signal });
    expect(warnings).toEqual(['switch (post): No lease.\nRun recover.\nlease/7']);
  });
});
