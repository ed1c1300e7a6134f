import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Claim, NOT_YET, RECORD_CLAIMS, TRAFFIC_CLAIMS, TRAPS } from '../testing/proofs.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Proofs that name no test which stands in its file. */
function missingProofs({ proofs }: Claim): readonly string[] {
  return proofs.flatMap(([file, title]) => {
    const path = join(ROOT, `${file}.test.ts`);
    const isThere = existsSync(path) && readFileSync(path, 'utf8').includes(title);
    return isThere ? [] : [`${file}: ${title}`];
  });
}

describe.each([
  ['a trap', TRAPS],
  ['a line about the record', RECORD_CLAIMS],
  ['a line about the traffic', TRAFFIC_CLAIMS],
])('%s has tests that prove it', (_kind, claims) => {
  test.each(claims)('$claim', (claim) => {
    expect(claim.proofs).not.toEqual([]);
    expect(missingProofs(claim)).toEqual([]);
  });
});

test('every trap is there, once', () => {
  const numbers = TRAPS.map(({ claim }) => Number.parseInt(claim, 10));
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
});

test('what is not there yet says why', () => {
  for (const reason of Object.values(NOT_YET)) expect(reason).not.toBe('');
});

test('a test that does not exist is missed', () => {
  const claim = {
    claim: 'x',
    proofs: [['actions/blue-green-switch/src/proofs', 'no such'.concat(' test')]],
  } as const;
  expect(missingProofs(claim)).toHaveLength(1);
});
