import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../scripts/describe-with.ts';
import { listImplemented } from './implemented.ts';
import { runPython } from './testing/run-python.ts';
import { type ScriptedServer, serveScripted } from './testing/serve-scripted.ts';

jest.setTimeout(120_000);

interface Verdict {
  readonly tried: number;
  readonly failures: readonly string[];
  readonly untried: readonly string[];
}

describeWith('python', "boto3's waiters and paginators", () => {
  let server: ScriptedServer;
  let verdict: Verdict;
  beforeAll(async () => {
    server = await serveScripted();
    const implemented = JSON.stringify(listImplemented(server.aws.services));
    verdict = await runPython<Verdict>('wait_and_page.py', server.url, [implemented]);
  });
  afterAll(() => server.close());

  test('come to their end: what is waited for comes about, and pages hold every item once', () => {
    expect(verdict.failures).toEqual([]);
  });

  test('are all tried that botocore has for implemented operations', () => {
    expect(verdict.untried).toEqual([]);
    expect(verdict.tried).toBeGreaterThan(20);
  });
});
