import type { Plan } from '../src/plan/plan.ts';
import type { Timeline } from '../src/report/timeline.ts';
import { target } from './observation.ts';

/** Green was to take over from blue. */
export const plan: Plan = {
  mode: 'release',
  target,
  live: 'blue',
  standby: 'green',
  image: 'web@sha256:1',
  baseTaskDefinition: 'web:1',
  desiredCount: 3,
  required: 3,
  thresholdPeriod: 10_000,
  standbyTaskDefinition: 'web:0',
  liveCount: 2,
  standbyCountBefore: 0,
  standbyCountUndone: 0,
  parkedCount: 0,
  scaling: {},
  rules: [{ ruleArn: 'arn:rule', before: { blue: 100, green: 0 }, rest: 'rest' }],
  testRules: [],
  steps: [{ percent: 100, holdMilliseconds: 0 }],
  isFirst: false,
  expectVersion: undefined,
};

const SECOND = {
  ...{ at: 0, gate: 'probe', sent: 12, failed: 3, blocked: 0 },
  ...{ answers: new Map(), versions: new Map() },
};

/** It did, and failed in the bake. */
export const timeline: Timeline = {
  phases: [
    { name: 'prepare', from: 0, to: 8_000 },
    { name: 'shift', from: 8_000, to: 8_000 },
    { name: 'bake', from: 8_000, to: 20_000, hasFailed: true },
    { name: 'roll back', from: 20_000, to: 20_100 },
  ],
  moments: [{ at: 8_000, text: '100% of the traffic goes to green | <b>' }],
  shares: [
    { at: 8_000, percent: 100 },
    { at: 20_100, percent: 0 },
  ],
  releases: [],
  ...{ gates: [], alarms: [], probes: { sent: 12, failed: 3, blocked: 0, seconds: [SECOND] } },
  plan,
  notePlan: () => {},
  note: () => {},
  noteShare: () => {},
  phase: (_name, _title, work) => work(),
};
