import type { PlantedMutant } from './planted.ts';

const SRC = 'actions/blue-green-switch/src';
const test = (path: string) => ({ kind: 'test', path: `${SRC}/${path}` }) as const;

/** Faults in how traffic is moved and watched. */
export const TRAFFIC: Readonly<Record<string, PlantedMutant>> = {
  'no-health-read': {
    fault: 'weights are raised whatever the last reading of health says',
    file: `${SRC}/traffic/shift.ts`,
    from: 'if (healthy >= wanted.required) return last.at;',
    to: 'if (healthy >= 0) return last.at;',
    proof: test('fresh-health.test.ts'),
  },
  'stale-health-reused': {
    fault: 'a reading of health serves all rules, however old it has become',
    file: `${SRC}/traffic/shift.ts`,
    from: 'if (last === undefined || clock.now() - last.at > REUSED_MILLISECONDS) last = await read();',
    to: 'last ??= await read();',
    proof: test('fresh-health.test.ts'),
  },
  'no-freshness': {
    fault: 'a write may be sent long after the reading of health that allows it',
    file: `${SRC}/traffic/raise-weights.ts`,
    from: 'const left = readAt + FRESH_MILLISECONDS - ports.clock.now();',
    to: 'const left = readAt * 0 + 600_000;',
    proof: test('fresh-health.test.ts'),
  },
  'rule-skipped': {
    fault: 'the last rule of several is left out when traffic is moved',
    file: `${SRC}/traffic/raise-rules.ts`,
    from: 'for (const rule of rules) {',
    to: 'for (const rule of rules.slice(0, Math.max(1, rules.length - 1))) {',
    proof: test('contested-rules.test.ts'),
  },
  'no-reread-before-write': {
    fault: 'a rule is written whatever it shows: what somebody else has written is overwritten',
    file: `${SRC}/traffic/move-weights.ts`,
    from: 'refuseNotOurs(shareOf(current, pair), { ...rule, role }, mine, writable);',
    to: 'void [current, mine, refuseNotOurs, shareOf, writable];',
    proof: test('contested-rules.test.ts'),
  },
  'no-read-back': {
    fault: 'the bake ends without a look at the rules, which somebody may have reset meanwhile',
    file: `${SRC}/traffic/bake.ts`,
    from: 'await confirmWeights(plan, weightsFor(plan, 100), ports, { mayStick: mayBeSticky(move) });',
    to: 'void [confirmWeights, weightsFor, plan, ports, mayBeSticky];',
    proof: test('contested-release.test.ts'),
  },
  'no-hold': {
    fault: 'nothing is waited for between the last weight and the bake',
    file: `${SRC}/traffic/move-traffic.ts`,
    from: 'watchOnly(onTheWay, inputs.hold),',
    to: 'watchOnly(onTheWay, 0 * inputs.hold),',
    proof: { kind: 'worlds', from: 1, count: 10 },
  },
  'no-bake': {
    fault: 'the new version is not watched with all the traffic',
    file: `${SRC}/traffic/bake.ts`,
    from: 'await watch(inputs.bake);',
    to: 'await watch(0 * inputs.bake);',
    proof: test('gated-release.test.ts'),
  },
  'write-not-noted': {
    fault: 'a write whose answer is lost is not known to be one of this run',
    file: `${SRC}/traffic/move-weights.ts`,
    from: '    noteSent(own, rule, weights);\n',
    to: '    void noteSent;\n',
    proof: test('faulty-calls.test.ts'),
  },
  'abandoned-write': {
    fault: 'a cancelled write is given up at once, and may arrive after the one that undoes it',
    file: `${SRC}/traffic/move-weights.ts`,
    from: 'await writeWeights({ elbv2, signal: late.signal },',
    to: 'await writeWeights({ elbv2, signal: late.signal.aborted ? late.signal : signal },',
    proof: test('cancelled-release.test.ts'),
  },
  'any-slot-gathers': {
    fault: 'the preferred slot gets all the traffic, healthy or not',
    file: `${SRC}/traffic/choose-slot.ts`,
    from: 'const slot = healthy[preferred] >= enough ? preferred : other;',
    to: 'const slot = healthy[preferred] >= enough * 0 ? preferred : other;',
    proof: test('traffic/choose-slot.test.ts'),
  },
  'old-slot-measured-by-the-new': {
    fault: 'the old slot counts as broken when the new version was given more tasks',
    file: `${SRC}/traffic/choose-slot.ts`,
    from: 'preferred === live ? Math.min(required, Math.max(1, liveCount)) : required;',
    to: 'preferred === live ? Math.max(required, 0 * liveCount) : required;',
    proof: test('recorded-release.test.ts'),
  },
  'one-bad-look-forgiven-for-ever': {
    fault: 'targets that stay unhealthy never fail the gate',
    file: `${SRC}/gates/target-gate.ts`,
    from: 'inARow = healthy < wanted.required ? inARow + 1 : 0;',
    to: 'inARow = healthy < wanted.required ? 1 : 0;',
    proof: test('gates/target-gate.test.ts'),
  },
  'probe-never-fails': {
    fault: 'errors that visitors meet do not end a release',
    file: `${SRC}/gates/probe-gate.ts`,
    from: 'if (inARow >= threshold) return',
    to: 'if (inARow >= threshold * 1_000) return',
    proof: test('gates/probe-gate.test.ts'),
  },
  'parks-under-cookies': {
    fault: 'a slot to which cookies still lead is parked',
    file: `${SRC}/modes/await-cookies.ts`,
    from: 'if (!keepsCookies(plan)) return undefined;',
    to: 'if (keepsCookies(plan) || plan.isFirst) return undefined;',
    proof: { ...test('sticky-wait.test.ts'), named: 'a release that waits keeps the old slot' },
  },
  'no-metric-is-no-request': {
    fault: 'minutes of which nothing is known yet count as minutes without requests',
    file: `${SRC}/traffic/judge-quiet.ts`,
    from: 'const until = known + MINUTE;',
    to: 'const until = Math.max(known + MINUTE, at);',
    proof: test('traffic/judge-quiet.test.ts'),
  },
  'kept-on-the-bad-version': {
    fault:
      'a release that goes back leaves group stickiness on, and clients with a cookie on the bad version',
    file: `${SRC}/plan/stickiness.ts`,
    from: "sticky.isOn && stickiness?.mode !== 'wait' ? sticky.seconds",
    to: 'sticky.isOn && stickiness ? sticky.seconds',
    proof: { ...test('sticky-wait.test.ts'), named: 'a release that waits and goes back takes' },
  },
  'led-by-another-rule': {
    fault: 'a release that goes back leaves group stickiness on in rules that it has not moved yet',
    file: `${SRC}/traffic/bring-rules.ts`,
    from: 'hasWritten(own, ruleArn) || mayLeadAway(plan, own));',
    to: 'hasWritten(own, ruleArn) || (percent > 100 && mayLeadAway(plan, own)));',
    proof: { ...test('sticky-wait.test.ts'), named: 'a release that waits and goes back in a rule' },
  },
  'released-under-cookies': {
    fault: 'another version is started on a slot to which cookies still lead',
    file: `${SRC}/observe/with-stickiness.ts`,
    from: 'if (kept && deserted) {',
    to: 'if (kept && deserted && keepsCookies(plan) && plan.isFirst) {',
    proof: {
      ...test('sticky-wait.test.ts'),
      named: 'an old slot to which cookies still lead when the time is over is not given',
    },
  },
  'rolled-back-under-cookies': {
    fault: 'a rollback starts another version on a slot to which cookies still lead',
    file: `${SRC}/observe/with-stickiness.ts`,
    from: 'seeMetrics(planned, isThere ? undefined',
    to: "seeMetrics(planned, isThere || plan.mode === 'rollback' ? undefined",
    proof: {
      ...test('sticky-wait.test.ts'),
      named: 'an old slot to which cookies still lead when the time is over is not given',
    },
  },
};
