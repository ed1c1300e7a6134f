import { sleep } from '../../lib/action/clock.ts';
import { createRandom } from '../aws/kernel/random.ts';
import { createVirtualClock } from '../aws/kernel/virtual-clock.ts';
import type { Send } from '../traffic/drive.ts';
import { startTraffic } from '../traffic/traffic.ts';
import type { Rehearsal } from './model.ts';

const START = 1_790_000_000_000;
const RATE = 60;
/** Seconds after the start. */
const FIRST_REQUEST = 17;

/** A rehearsal like the real one, made up from a seed: four releases, the third of which turns bad. */
export async function makeRehearsal(): Promise<Rehearsal> {
  const at = (second: number) => START + second * 1000;
  return {
    title: 'Rehearsal of four releases',
    facts: ['containers', `${RATE} requests/s`, 'seed 1'],
    traffic: await makeTraffic(),
    releases: [
      {
        version: '1.0.0',
        verdict: 'released',
        from: at(0),
        to: at(34),
        phases: phases(0, ['prepare', 16], ['shift', 8], ['bake', 10]),
        secondsToHealthy: 15.3,
        secondsToShift: 7.9,
        secondsToRollback: null,
      },
      {
        version: '2.0.0',
        verdict: 'released',
        from: at(38),
        to: at(88),
        phases: phases(38, ['prepare', 17], ['shift', 12], ['bake', 15], ['park', 6]),
        secondsToHealthy: 16.2,
        secondsToShift: 11.6,
        secondsToRollback: null,
      },
      {
        version: '3.0.0',
        verdict: 'rolled-back',
        from: at(92),
        to: at(136),
        phases: phases(92, ['prepare', 16], ['shift', 12], ['bake', 9], ['roll back', 2], ['park', 5]),
        cause: 'Gate probe failed: 5 of 5 requests to / answered 500 (version 3.0.0).',
        secondsToHealthy: 15.8,
        secondsToShift: 11.7,
        secondsToRollback: 0.6,
      },
      {
        version: '4.0.0',
        verdict: 'refused',
        from: at(140),
        to: at(176),
        phases: phases(140, ['prepare', 31], ['park', 5]),
        cause: 'web-blue never got healthy: Target.ResponseCodeMismatch, /readyz answered 503.',
        secondsToHealthy: null,
        secondsToShift: null,
        secondsToRollback: null,
      },
    ],
    weights: [
      weights(0, 100, 0),
      weights(55, 90, 10),
      weights(60, 50, 50),
      weights(66, 0, 100),
      weights(108, 10, 90),
      weights(114, 50, 50),
      weights(119, 100, 0),
      weights(129.6, 0, 100),
    ],
    calls: makeCalls(),
    moments: [
      { at: at(129), label: 'gate failed' },
      { at: at(129.6), label: 'weights back' },
    ],
  };

  function phases(from: number, ...list: readonly [name: string, seconds: number][]) {
    let begin = from;
    return list.map(([name, seconds]) => {
      const phase = { name, from: at(begin), to: at(begin + seconds) };
      begin += seconds;
      return phase;
    });
  }
  function weights(second: number, blue: number, green: number) {
    return { at: at(second), weights: { blue, green } };
  }
}

/** Which version gets which share from which second on, and the share of it that fails. */
const TRAFFIC: readonly [
  second: number,
  shares: readonly [version: string, share: number, failing: number][],
][] = [
  [FIRST_REQUEST, [['1.0.0', 1, 0]]],
  [
    55,
    [
      ['1.0.0', 0.9, 0],
      ['2.0.0', 0.1, 0],
    ],
  ],
  [
    60,
    [
      ['1.0.0', 0.5, 0],
      ['2.0.0', 0.5, 0],
    ],
  ],
  [66, [['2.0.0', 1, 0]]],
  [
    108,
    [
      ['2.0.0', 0.9, 0],
      ['3.0.0', 0.1, 0],
    ],
  ],
  [
    114,
    [
      ['2.0.0', 0.5, 0],
      ['3.0.0', 0.5, 0],
    ],
  ],
  [119, [['3.0.0', 1, 0]]],
  [126, [['3.0.0', 1, 0.9]]],
  [130, [['2.0.0', 1, 0]]],
];

async function makeTraffic() {
  const random = createRandom(1);
  const clock = createVirtualClock(START + FIRST_REQUEST * 1000);
  const send: Send = async () => {
    const { version, failing } = pickShare((clock.now() - START) / 1000, random.next());
    const isSlow = random.next() < 0.02;
    await sleep(clock, 5 + random.next() * 3 + (isSlow ? random.next() * 60 : 0));
    return { kind: 'answered', status: random.next() < failing ? 500 : 200, version };
  };
  const traffic = startTraffic({ requestsPerSecond: RATE, timeoutMilliseconds: 10_000 }, { clock, send });
  await clock.run(sleep(clock, 163_000));
  return clock.run(traffic.stop());
}

/** @param chance from 0 up to, not including, 1 */
function pickShare(second: number, chance: number): { version: string; failing: number } {
  const [, shares = []] = TRAFFIC.findLast(([from]) => from <= second) ?? [];
  let upTo = 0;
  for (const [version, share, failing] of shares) {
    upTo += share;
    if (chance < upTo) return { version, failing };
  }
  return { version: '1.0.0', failing: 0 };
}

function makeCalls() {
  const writes: readonly [second: number, operation: string][] = [
    [0.4, 'RegisterTaskDefinition'],
    [0.8, 'UpdateService'],
    [16, 'ModifyListener'],
    ...[38, 92, 140].flatMap((begin): [number, string][] => [
      [begin, 'PutParameter'],
      [begin + 0.6, 'RegisterTaskDefinition'],
      [begin + 1, 'UpdateService'],
    ]),
    ...[55, 60, 66, 108, 114, 119, 129.5].map((second): [number, string] => [second, 'ModifyListener']),
    ...[82, 131, 171].map((second): [number, string] => [second, 'UpdateService']),
  ];
  const reads = Array.from({ length: 176 }, (_, second): [number, string][] => [
    [second, 'DescribeTargetHealth'],
    [second + 0.1, 'DescribeServices'],
  ]);
  return [...reads.flat(), ...writes]
    .sort(([a], [b]) => a - b)
    .map(([second, operation]) => ({ at: START + second * 1000, operation }));
}

/** Text from elsewhere at its worst: markup, control characters, and words without end. */
export function makeHostileRehearsal(): Rehearsal {
  const markup = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const endless = 'x'.repeat(300);
  const counts = {
    total: 60,
    failed: 30,
    versions: { [markup]: 20, [endless]: 10 },
    statuses: { '2xx': 30 },
    failures: { incomplete: 0, reset: 30, refused: 0, timeout: 0, error: 0 },
    latency: { p50: 0, p99: 90_000, max: 90_000 },
  };
  const seconds = Array.from({ length: 20 }, (_, index) => ({ at: START + index * 1000, ...counts }));
  const samples = [
    { at: START, kind: 'post', milliseconds: 1, reason: `${markup}\u0000\u001b[31m`, version: endless },
  ] as const;
  const release = {
    from: START,
    to: START + 9000,
    secondsToHealthy: 0,
    secondsToShift: null,
    secondsToRollback: null,
  };
  return {
    title: '</title><script>alert(1)</script>',
    facts: [markup, endless],
    traffic: {
      seconds,
      totals: {
        ...counts,
        total: 1200,
        failed: 600,
        countedFrom: START,
        byKind: { 'keep-alive': counts, fresh: counts, post: counts },
        samples,
        samplesLeftOut: 599,
      },
    },
    releases: [
      { ...release, version: markup, verdict: 'refused', phases: [], cause: `${markup}${endless}` },
      {
        ...release,
        version: endless,
        verdict: 'released',
        from: START + 10_000,
        to: START + 12_000,
        phases: [{ name: markup, from: START + 10_000, to: START + 30_000 }],
      },
    ],
    weights: [{ at: START, weights: { [markup]: 1, [endless]: 999, none: 0 } }],
    calls: [{ at: START, operation: markup }],
    moments: [
      { at: START + 19_000, label: endless },
      { at: START - 60_000, label: 'before everything' },
    ],
  };
}
