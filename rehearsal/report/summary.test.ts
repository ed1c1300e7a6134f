import { describe, expect, test } from '@jest/globals';
import { makeRehearsal } from './fixtures.ts';
import { summarizeRehearsal } from './summary.ts';

describe('summarizeRehearsal', () => {
  test('gives requests and releases in the form that report.json promises', async () => {
    const { requests, releases } = summarizeRehearsal(await makeRehearsal());
    expect(requests).toEqual({ total: 9780, failed: 225, notAttributed: 0 });
    expect(
      releases.map(({ version, verdict, failedRequests }) => [version, verdict, failedRequests]),
    ).toEqual([
      ['1.0.0', 'released', 0],
      ['2.0.0', 'released', 0],
      ['3.0.0', 'rolled-back', 225],
      ['4.0.0', 'refused', 0],
    ]);
    expect(releases[2]).toEqual({
      version: '3.0.0',
      verdict: 'rolled-back',
      secondsToHealthy: 15.8,
      secondsToShift: 11.7,
      secondsToRollback: 0.6,
      failedRequests: 225,
      apiCalls: {
        DescribeServices: 44,
        DescribeTargetHealth: 45,
        ModifyListener: 4,
        PutParameter: 1,
        RegisterTaskDefinition: 1,
        UpdateService: 2,
      },
    });
  });

  test('every sampled failure belongs to one release, those before, between and after them too', async () => {
    const rehearsal = await makeRehearsal();
    const [first, second] = rehearsal.releases;
    const moments = [(first?.from ?? 0) - 5000, (second?.from ?? 0) - 1, second?.from ?? 0, 9e15];
    const samples = moments.map(
      (at) => ({ at, kind: 'post', milliseconds: 1, reason: 'connection reset' }) as const,
    );
    const totals = { ...rehearsal.traffic.totals, failed: 6, samples, samplesLeftOut: 2 };
    const { requests, releases } = summarizeRehearsal({
      ...rehearsal,
      traffic: { ...rehearsal.traffic, totals },
    });
    expect(requests).toMatchObject({ failed: 6, notAttributed: 2 });
    expect(releases.map(({ failedRequests }) => failedRequests)).toEqual([2, 1, 0, 1]);
  });
});
