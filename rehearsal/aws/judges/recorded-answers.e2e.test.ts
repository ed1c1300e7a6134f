import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../scripts/describe-with.ts';
import { repositoryRoot } from '../../../scripts/repository.ts';
import { runPython } from './testing/run-python.ts';

jest.setTimeout(600_000);

const DISPATCH = join(repositoryRoot, 'rehearsal/aws/kernel/dispatch.ts');
const ANSWERED = 'const answer = await answerRequest(route, request, requestId, ports);';

/** As mutants are put into a source: the dispatch hands over what it answers. */
const RECORDING = {
  file: DISPATCH,
  from: ANSWERED,
  to: `${ANSWERED} globalThis.recordAnswer(route.service, route.operation, answer);`,
};

/** Tests of the services and the story; those of the kernel have services of their own. */
const TESTS = 'rehearsal/(aws/(?!kernel|judges|runtime)|story).*(?<!\\.e2e)\\.test\\.ts$';

describeWith('python', "what the embedded AWS answers in everybody's tests", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'answers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is of the shapes that botocore has of AWS, and errors are among those that the operation declares', async () => {
    expect(readFileSync(DISPATCH, 'utf8').split(ANSWERED)).toHaveLength(2);
    await runTests(folder);
    const { total, breaches } = await runPython<{
      readonly total: number;
      readonly breaches: Readonly<Record<string, number>>;
    }>('judge_recorded.py', '', [folder]);
    expect(total).toBeGreaterThan(10_000);
    expect(breaches).toEqual({});
  });
});

/** Whether they pass is for their own run to tell. */
function runTests(answers: string): Promise<void> {
  const setup = join(import.meta.dirname, 'testing', 'record-answer.ts');
  const command = ['run', '--silent', 'jest', '--', '--maxWorkers=2', '--setupFiles', setup, '--', TESTS];
  const env = { ...process.env, MUTANT: JSON.stringify(RECORDING), ANSWERS: answers };
  return new Promise((resolve) => {
    execFile('npm', command, { cwd: repositoryRoot, env, maxBuffer: 64 * 1024 * 1024 }, () => resolve());
  });
}
