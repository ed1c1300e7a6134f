import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { createWorld, runWith } from '../testing/world.ts';

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

/** What the registry asks of a caller that pulls and pushes layers; the calls that the API sees are recorded. */
const REGISTRY_ACTIONS = [
  'BatchCheckLayerAvailability',
  'GetDownloadUrlForLayer',
  'InitiateLayerUpload',
  'UploadLayerPart',
  'CompleteLayerUpload',
];

test('policy.json allows what a run calls, and nothing else', async () => {
  const world = await createWorld();
  await world.createRepository('dev');
  await world.pushImage('dev', 'v1');
  world.calls.length = 0;
  await runWith(
    { image: 'dev:v1', repository: 'prod', 'create-repository': 'true' },
    { ...world.ports, processes: { run: () => Promise.reject(new Error('No program is needed here.')) } },
  );
  await world.close();
  const policy = JSON.parse(await readFile(new URL('../policy.json', import.meta.url), 'utf8')) as Policy;
  const allowed = policy.Statement.flatMap(({ Action }) => Action).sort();
  const called = [...new Set([...world.calls, ...REGISTRY_ACTIONS])].map((action) => `ecr:${action}`).sort();
  expect(allowed).toEqual(called);
});
