import type { PlantedMutant } from './planted.ts';

const SRC = 'actions/blue-green-switch/src';
const test = (path: string) => ({ kind: 'test', path: `${SRC}/${path}` }) as const;

/** Faults in how slots are brought up, judged and parked. */
export const STANDBY: Readonly<Record<string, PlantedMutant>> = {
  'old-targets-counted': {
    fault: 'healthy targets of an older revision count too',
    file: `${SRC}/observe/readiness.ts`,
    from: "return reading.targets.filter(({ id, state }) => state === 'healthy' && ours.has(id)).length;",
    to: "return reading.targets.filter(({ state }) => state === 'healthy' && ours.size >= 0).length;",
    proof: test('observe/readiness.test.ts'),
  },
  'unhealthy-targets-counted': {
    fault: 'targets that fail their checks count too',
    file: `${SRC}/observe/readiness.ts`,
    from: "filter(({ id, state }) => state === 'healthy' && ours.has(id))",
    to: "filter(({ id, state }) => state !== '' && ours.has(id))",
    proof: test('fresh-health.test.ts'),
  },
  'rollback-of-the-breaker-taken-for-success': {
    fault: 'a service that its circuit breaker has put back counts as ready',
    file: `${SRC}/observe/readiness.ts`,
    from: 'if (primary.taskDefinition !== wanted.taskDefinition) {',
    to: "if (primary.taskDefinition === '' && wanted.taskDefinition !== '') {",
    proof: test('observe/readiness.test.ts'),
  },
  'stale-service-judged': {
    fault: 'an answer from before the update is judged as if it were the new deployment',
    file: `${SRC}/observe/readiness.ts`,
    from: "if (primary.createdAt < wanted.deployedAt) return { kind: 'waiting', healthy, note: 'no deployment yet' };",
    to: 'void wanted.deployedAt;',
    proof: test('observe/readiness.test.ts'),
  },
  'one-target-is-enough': {
    fault: 'one healthy target counts as enough, whatever is required',
    file: `${SRC}/observe/readiness.ts`,
    from: 'if (healthy < wanted.required) return',
    to: 'if (healthy < Math.min(1, wanted.required)) return',
    proof: test('observe/readiness.test.ts'),
  },
  'crash-loop-endured': {
    fault: 'tasks that stop by their own fault, one after the other, do not end a release',
    file: `${SRC}/observe/readiness.ts`,
    from: 'const CRASH_LIMIT = 2;',
    to: 'const CRASH_LIMIT = 2_000;',
    proof: test('observe/readiness.test.ts'),
  },
  'threshold-period-skipped': {
    fault: 'one good look at the standby is enough before the first weight',
    file: `${SRC}/standby/prepare.ts`,
    from: 'if (period === 0) return { standby };',
    to: 'if (period >= 0) return { standby };',
    proof: test('health-gate.test.ts'),
  },
  'break-forgotten': {
    fault: 'targets that were unhealthy in between count as healthy without a break',
    file: `${SRC}/observe/healthy-streak.ts`,
    from: 'return { reading, healthySince: isHealthy ? (before.healthySince ?? reading.at) : undefined };',
    to: 'return { reading, healthySince: before.healthySince ?? (isHealthy ? reading.at : undefined) };',
    proof: test('observe/healthy-streak.test.ts'),
  },
  'parked-under-traffic': {
    fault: 'a slot is parked without a look at who sends traffic there',
    file: `${SRC}/standby/scale.ts`,
    from: '  await refuseTraffic(plan, slot, ports);\n',
    to: '  void refuseTraffic;\n',
    proof: test('contested-release.test.ts'),
  },
  'fewer-tasks-than-serve': {
    fault: 'the standby gets the tasks that were asked for, though more serve',
    file: `${SRC}/plan/size.ts`,
    from: 'const size = Math.max(sizeOfStandby(live, bounds), asked ?? 0);',
    to: 'const size = asked ?? sizeOfStandby(live, bounds);',
    proof: test('plan/size.test.ts'),
  },
  'split-taken-for-live': {
    fault: 'the rule that is looked at first decides which slot is live',
    file: `${SRC}/observe/live-slot.ts`,
    from: 'const odd = slots.find(({ slot }) => slot !== first.slot);',
    to: 'const odd = slots.slice(0, 1).find(({ slot }) => slot !== first.slot);',
    proof: test('observe/live-slot.test.ts'),
  },
};
