import { parseDuration } from '../../../../lib/action/duration.ts';
import { otherSlot, SLOTS } from '../../../../lib/aws/target.ts';
import { type Facts, shareOf } from '../judge/facts.ts';
import { servingSlot } from '../judge/serving.ts';
import { USUAL_VISITORS } from '../play/scaling.ts';
import { versionOfImage } from '../play/versions.ts';
import type { Act, Scenario } from '../scenario.ts';
import type { Truth } from '../trace.ts';
import type { See } from './count-runs.ts';
import { isReleasing } from './count-scaling.ts';

/** Counts what the platform, its versions, the machines and other people were like. */
export function countWorld(facts: Facts, scenario: Scenario, see: See): void {
  countPlatform(scenario, see);
  countMachines(scenario, see);
  countVersions(facts, scenario, see);
  for (const { at, act } of facts.acts) {
    const before = facts.truths.findLast((truth) => truth.at <= at);
    if (before && at < facts.calmAt) countAct(facts, { at, act }, before, see);
  }
}

const RULES = ['no rule', 'one rule', 'two rules', 'three rules'];

function countPlatform({ platform, runs }: Scenario, see: See): void {
  see('the platform was', `behind ${RULES[platform.rules]}`);
  if (platform.isEmpty) see('the platform was', 'empty');
  if (platform.isBusy) see('the platform was', 'busy');
  if (platform.staleParameters > 0) see('answers were stale', 'of Parameter Store');
  if (platform.staleServices > 0) see('answers were stale', 'of DescribeServices');
  if (platform.staleParameters + platform.staleServices === 0) see('answers were stale', 'of neither');
  const holds = runs.flatMap(({ inputs: { hold } }) => (hold === undefined ? [] : [parseDuration(hold)]));
  see('nodes obeyed', platform.ruleLag <= Math.min(...holds) ? 'within the hold' : 'later than the hold');
}

function countMachines({ runs }: Scenario, see: See): void {
  for (const { machine } of runs) {
    if (machine.offset > 0) see('a machine was', 'ahead');
    if (machine.offset < 0) see('a machine was', 'behind');
    if (machine.rate > 1) see('a machine was', 'fast');
    if (machine.rate < 1) see('a machine was', 'slow');
    if (machine.latency > 0) see('a machine was', 'far from AWS');
    if (machine.jam > 0) see('a machine was', 'on a bad network');
  }
}

function countVersions({ trace }: Facts, { versions }: Scenario, see: See): void {
  for (const { inputs } of trace.runs) {
    const kind = versions[(versionOfImage(inputs.image ?? '') ?? 0) - 1];
    if (kind !== undefined) see('a version was', kind);
  }
}

function countAct(facts: Facts, { at, act }: { at: number; act: Act }, before: Truth, see: See): void {
  switch (act.kind) {
    case 'reset-rules': {
      const isHalfWay = servingSlot(before) === undefined || isShifting(facts, at);
      if (!isHalfWay) see('somebody else', 'reset rules afterwards');
      else see('somebody else', act.rule === 'all' ? 'reset all rules half way' : 'reset a rule half way');
      break;
    }
    case 'set-weights':
      if (act.blue > 0 && act.green > 0) see('somebody else', 'wrote a split');
      break;
    case 'set-count':
      see('somebody else', 'reset a count');
      break;
    case 'lose-tasks':
      countLoss(facts, at, before, see);
      break;
    case 'capacity-shortage':
      see('AWS was away', 'no capacity');
      break;
    case 'node-lag':
      see('AWS was away', 'nodes lagged');
      break;
    case 'outage':
      see('AWS was away', act.fault);
      break;
    case 'scale':
      see('the platform was', act.by > 0 ? 'scaled out' : 'scaled in');
      break;
    case 'load':
      countLoad(facts, at, act.visitors, see);
      break;
    case 'failing-orders':
    case 'set-test-weights':
      // Counted by what comes of them.
      break;
  }
}

function countLoad(facts: Facts, at: number, visitors: number, see: See): void {
  const earlier = facts.acts.findLast((before) => before.at < at && before.act.kind === 'load');
  const before = earlier?.act.kind === 'load' ? earlier.act.visitors : USUAL_VISITORS;
  if (visitors > before) see('visitors', 'became more');
  if (visitors < before) {
    see('visitors', isReleasing(facts, at) ? 'became fewer during a release' : 'became fewer');
  }
}

/** A run has written weights, and has not ended. */
function isShifting({ moves, trace }: Facts, at: number): boolean {
  return trace.runs.some(
    ({ name, beganAt, endedAt }) =>
      beganAt <= at && at < endedAt && moves.some((move) => move.by === name && move.at <= at),
  );
}

function countLoss({ truths }: Facts, at: number, before: Truth, see: See): void {
  const after = truths.find((truth) => truth.at > at) ?? before;
  const lost = SLOTS.filter((slot) => after.slots[slot].running < before.slots[slot].running);
  const isLive = (slot: (typeof SLOTS)[number]) => before.rules.some((weights) => shareOf(weights, slot) > 0);
  if (lost.length === 2) see('tasks were lost', 'of both');
  for (const slot of lost) {
    see('tasks were lost', isLive(slot) ? 'of the live slot' : 'of the standby');
    const isAll = isLive(slot) && after.slots[slot].running === 0;
    if (isAll && before.rules.every((weights) => shareOf(weights, otherSlot(slot)) < 1)) {
      see('tasks were lost', 'all of a slot with traffic');
    }
  }
}
