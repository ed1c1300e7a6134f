import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../scripts/describe-with.ts';
import { listImplemented } from './implemented.ts';
import { runPython } from './testing/run-python.ts';
import { type ScriptedServer, serveScripted } from './testing/serve-scripted.ts';

jest.setTimeout(120_000);

interface Verdict {
  readonly succeeded: readonly string[];
  /** Content types of the answers. */
  readonly types: readonly string[];
  readonly breaches: readonly string[];
  readonly failures: readonly string[];
}

/** Operations of which there is nothing but refusals, and why. */
const ONLY_REFUSED: Readonly<Record<string, string>> = {
  'ecr.DeleteRegistryPolicy': 'a registry policy cannot be put, so there is never one',
  'ecr.DeleteRepositoryPolicy': 'a repository policy cannot be set, so there is never one',
  'ecr.GetRegistryPolicy': 'a registry policy cannot be put, so there is never one',
  'ecr.GetRepositoryPolicy': 'a repository policy cannot be set, so there is never one',
};

describeWith('python', 'what boto3 is answered in the scenario', () => {
  let server: ScriptedServer;
  let verdict: Verdict;
  beforeAll(async () => {
    server = await serveScripted();
    const implemented = JSON.stringify(listImplemented(server.aws.services));
    verdict = await runPython<Verdict>('run_scenario.py', server.url, [implemented]);
  });
  afterAll(() => server.close());

  test('goes as it should: what AWS carries out succeeds, and what it refuses is refused with its code', () => {
    expect(verdict.failures).toEqual([]);
  });

  test('is of the shapes that botocore has of AWS, and errors are among those that the operation declares', () => {
    expect(verdict.breaches).toEqual([]);
  });

  test('comes in every protocol: JSON 1.0 and 1.1, XML, and CBOR', () => {
    const json = ['application/x-amz-json-1.0', 'application/x-amz-json-1.1'];
    expect(verdict.types).toEqual(['application/cbor', ...json, 'text/xml']);
  });

  test('comes from every implemented operation', () => {
    const able = listImplemented(server.aws.services).filter((operation) => !(operation in ONLY_REFUSED));
    expect(verdict.succeeded).toEqual(able);
  });
});
