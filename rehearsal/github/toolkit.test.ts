import { expect, test } from '@jest/globals';
import { useFixtureFolder } from './fixtures.ts';

const { startJob, writeAction } = useFixtureFolder();

test('the toolkit that actions are built on finds in this runner what it expects of GitHub’s', async () => {
  const uses = await writeAction('toolkit', {
    inputs: '{ who: {}, dry-run: { default: false } }',
    main: `
import * as core from '${import.meta.resolve('@actions/core')}';
core.setSecret('s3cret');
core.info('hello ' + core.getInput('who', { required: true }) + ', dry run ' + core.getBooleanInput('dry-run'));
core.setOutput('answer', { lines: 'a\\nb', sign: '%' });
core.exportVariable('SHARED', 'two\\nlines');
core.addPath('/opt/tool');
core.saveState('cursor', { step: 3 });
await core.group('Shift', async () => core.warning('s3cret, 100%\\nsure', { title: 'Weights: 50,50', file: 'a.yml', startLine: 7 }));
await core.summary.addHeading('Released').write();
core.setFailed('the end');`,
    post: `
import * as core from '${import.meta.resolve('@actions/core')}';
core.info(JSON.stringify([core.getState('cursor'), core.getInput('who'), process.env.SHARED]));`,
  });
  const job = await startJob();
  const result = await job.runStep({ uses, with: { who: 'world' } });
  expect(result).toMatchObject({
    conclusion: 'failure',
    outputs: { answer: '{"lines":"a\\nb","sign":"%"}' },
    summary: '<h1>Released</h1>\n',
    annotations: [
      { level: 'warning', message: '***, 100%\nsure', title: 'Weights: 50,50', file: 'a.yml', line: 7 },
      { level: 'error', message: 'the end' },
    ],
  });
  expect(result.log.slice(result.log.indexOf('hello'))).toBe(
    'hello world, dry run false\n##[group]Shift\n##[warning]***, 100%\nsure\n##[endgroup]\n##[error]the end',
  );
  const { posts } = await job.finish();
  expect(posts[0]?.log).toBe('Post job cleanup.\n["{\\"step\\":3}","world","two\\nlines"]');
});
