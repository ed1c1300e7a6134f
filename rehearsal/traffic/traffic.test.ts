import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../lib/action/clock.ts';
import { createVirtualClock } from '../aws/kernel/virtual-clock.ts';
import type { Send } from './drive.ts';
import { createPlainSender, type PlainConnection } from './plain-sender.ts';
import { startTraffic } from './traffic.ts';

const START = 1_700_000_000_000;
const clock = () => createVirtualClock(START);

describe('startTraffic', () => {
  test('sends at a constant rate whatever the answers take, the kinds in turn', async () => {
    const time = clock();
    const sent: string[] = [];
    const send: Send = async (kind) => {
      sent.push(`${time.now() - START} ${kind}`);
      await sleep(time, 3000);
      return { kind: 'answered', status: 200, version: '1' };
    };
    const traffic = startTraffic({ requestsPerSecond: 4, timeoutMilliseconds: 5000 }, { clock: time, send });
    await time.run(sleep(time, 1300));
    expect(sent).toEqual([
      '0 keep-alive',
      '250 fresh',
      '500 post',
      '750 keep-alive',
      '1000 fresh',
      '1250 post',
    ]);
    const { seconds, totals } = await time.run(traffic.stop());
    expect(seconds.map(({ at, total }) => [at - START, total])).toEqual([
      [0, 4],
      [1000, 2],
    ]);
    expect(totals).toMatchObject({ total: 6, failed: 0, latency: { p50: 3000, max: 3000 } });
  });

  test('ends what takes too long, tells its sender, and counts it as a timeout', async () => {
    const time = clock();
    const told: number[] = [];
    const send: Send = async (_, signal) => {
      signal.addEventListener('abort', () => told.push(time.now() - START));
      await sleep(time, 60_000);
      return { kind: 'answered', status: 200, version: '1' };
    };
    const traffic = startTraffic({ requestsPerSecond: 1, timeoutMilliseconds: 2000 }, { clock: time, send });
    await time.run(sleep(time, 500));
    const { totals } = await time.run(traffic.stop());
    expect(told).toEqual([2000]);
    expect(totals).toMatchObject({ total: 1, failed: 1, failures: { timeout: 1 }, latency: null });
    expect(totals.samples).toEqual([
      { at: START, kind: 'keep-alive', milliseconds: 2000, reason: 'no whole answer in time' },
    ]);
  });

  test('counts from a mark on', async () => {
    const time = clock();
    const send: Send = async () => ({ kind: 'refused' });
    const traffic = startTraffic({ requestsPerSecond: 10, timeoutMilliseconds: 1000 }, { clock: time, send });
    await time.run(sleep(time, 950));
    expect(await traffic.countFromNow()).toBe(START + 950);
    await time.run(sleep(time, 500));
    const { totals, seconds } = await time.run(traffic.stop());
    expect(totals).toMatchObject({ countedFrom: START + 950, total: 5, failed: 5, failures: { refused: 5 } });
    expect(seconds.map(({ total }) => total)).toEqual([10, 5]);
  });
});

describe('createPlainSender', () => {
  test('keeps connections, opens a new one for each fresh request, and reads what came', async () => {
    const used: string[] = [];
    const answers = [
      { status: 200, headers: { 'x-app-version': '7' } },
      { status: 503, headers: {} },
      'refused',
      'reset',
    ] as const;
    let opened = 0;
    const connect = (): PlainConnection => {
      const connection = opened++;
      return {
        send: async ({ method, url, headers }) => {
          used.push(`${connection} ${method} ${url} ${headers.host}`);
          return answers[used.length - 1] ?? 'reset';
        },
      };
    };
    const send = createPlainSender('10.0.0.1', connect);
    const signal = new AbortController().signal;
    const outcomes = [];
    for (const kind of ['fresh', 'keep-alive', 'post', 'fresh'] as const)
      outcomes.push(await send(kind, signal));
    expect(used).toEqual([
      '6 GET / 10.0.0.1',
      '0 GET / 10.0.0.1',
      '1 POST /echo 10.0.0.1',
      '7 GET / 10.0.0.1',
    ]);
    expect(outcomes).toEqual([
      { kind: 'answered', status: 200, version: '7' },
      { kind: 'answered', status: 503, version: undefined },
      { kind: 'refused' },
      { kind: 'reset' },
    ]);
  });
});
