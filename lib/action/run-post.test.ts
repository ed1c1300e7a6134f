import { describe, expect, test } from '@jest/globals';
import { runScript } from './testing/run-script.ts';

const post = (run: string) => `
  import { runPost } from 'lib/action/run-post.ts';
  import { defineState } from 'lib/action/state.ts';
  import { ActionFailure } from 'lib/action/errors.ts';
  const lease = defineState('lease', (value) => value);
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

  test('reads what main has saved, and knows when main saved nothing', async () => {
    const saved = await runScript(post('lease.save({ number: 7 }); context.log.info(String(lease.read()));'));
    expect(saved.lines).toEqual(['undefined']);
    expect(saved.state).toMatch(/^lease<<(\S+)\n\{"number":7\}\n\1\n$/);
    const read = await runScript(post('context.log.info(String(lease.read().number));'), {
      STATE_lease: '{"number":7}',
    });
    expect(read.lines).toEqual(['7']);
  });
});
