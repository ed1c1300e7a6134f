import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { findActions } from '../build/actions.ts';
import { repositoryRoot } from '../repository.ts';
import { listCases } from './cases.ts';
import { measureTime } from './measure-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'compiled-actions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the bench measures has to be what it says, and every bundle has to start. */
describe.each(listCases(repositoryRoot, findActions(repositoryRoot), folder))(
  'compiled $action, $step',
  (given) => {
    const { moment, run } = given;

    test(`comes to its end: ${moment}`, async () => {
      if (moment === 'first AWS call') {
        expect(await measureTime(run)).toBeGreaterThan(0);
        return;
      }
      // Nothing listens there: a call would be made again and again, and end in another error.
      const env = { ...run.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
      const { status, stdout, stderr } = spawnSync(process.execPath, [run.script], { env, encoding: 'utf8' });
      expect(stderr).toBe('');
      if (moment === 'nothing to do') {
        expect(status).toBe(0);
      } else {
        expect(status).toBe(1);
        expect(stdout.split('\n')[0]).toMatch(/^::error.*no-such-input/);
      }
    });
  },
);
