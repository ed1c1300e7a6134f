import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../scripts/describe-with.ts';
import { listImplemented } from '../implemented.ts';
import { runPython } from '../testing/run-python.ts';
import { type ScriptedServer, serveScripted } from '../testing/serve-scripted.ts';
import { type Moto, startMoto } from '../testing/start-moto.ts';
import type { Comparison } from './explain.ts';
import { readRecorded, writeRecorded } from './recorded.ts';

jest.setTimeout(180_000);

describeWith(['python', 'moto'], 'the scenario, answered by moto too', () => {
  let server: ScriptedServer;
  let moto: Moto;
  beforeAll(async () => {
    [server, moto] = await Promise.all([serveScripted(), startMoto()]);
  });
  afterAll(async () => {
    await Promise.all([server.close(), moto.close()]);
  });

  /** `RECORD=1 npm run jest -- moto.e2e` writes it anew; explain.test.ts then wants what is new explained. */
  test('differs as recorded', async () => {
    const implemented = JSON.stringify(listImplemented(server.aws.services));
    const comparison = await runPython<Comparison>('compare_moto.py', server.url, [moto.url, implemented]);
    if (process.env.RECORD === '1') writeRecorded(comparison);
    expect(comparison).toEqual(readRecorded());
  });
});
