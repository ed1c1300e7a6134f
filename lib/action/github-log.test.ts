import { expect, test } from '@jest/globals';
import { runScript } from './testing/run-script.ts';

const log = (body: string) => `
  import { createGithubLog } from 'lib/action/github-log.ts';
  const log = createGithubLog();
  ${body}
`;

test('untrusted text is text, whatever it is logged as', async () => {
  const nasty = "'a\\n::error::x\\r\\n##[command]y'";
  const result = await runScript(
    log(
      `log.info(${nasty}); log.warning(${nasty}); log.debug(${nasty}); await log.group(${nasty}, async () => {});`,
    ),
  );
  expect(result.lines).toEqual([
    'a',
    ': :error::x',
    '## [command]y',
    '::warning::a%0A: :error::x%0A## [command]y',
    '::debug::a%0A: :error::x%0A## [command]y',
    '::group::a : :error::x ## [command]y',
    '::endgroup::',
  ]);
});

test('a group in a group does not end the outer one; a group ends when its work fails', async () => {
  const result = await runScript(
    log(`
      await log.group('outer', async () => {
        await log.group('inner', async () => { log.info('1'); });
        log.info('2');
        throw new Error('x');
      }).catch(() => log.info('3'));`),
  );
  expect(result.lines).toEqual(['::group::outer', 'inner', '1', '2', '::endgroup::', '3']);
});
