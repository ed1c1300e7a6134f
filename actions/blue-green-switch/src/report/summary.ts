import { formatDuration } from '../../../../lib/action/duration.ts';
import { codeBlock, details, escapeMarkdown, inlineCode, table } from '../../../../lib/action/markdown.ts';
import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { Release } from '../modes/release.ts';
import { type Plan, type PlannedRule, weightsFor } from '../plan/plan.ts';
import { renderKept } from './kept-slot.ts';
import { describeProbing } from './probes.ts';
import { renderScaling } from './scaling.ts';
import { renderLeftOff, renderPlannedStickiness } from './stickiness.ts';
import type { Timeline } from './timeline.ts';

const HEADLINES: Record<Release['verdict'], string> = {
  prepared: ':white_check_mark: Prepared, and no traffic has moved yet',
  shifted: ':white_check_mark: Shifted, and the old slot is still there',
  released: ':white_check_mark: Released',
  'rolled-back': ':x: Rolled back',
  refused: ':x: Refused before any traffic',
  interrupted: ':x: Interrupted',
  inconclusive: ':x: Inconclusive, and rolled back',
};

/** How a release ended, and what is told of it. */
export interface ReleaseReport extends Omit<Release, 'isUnfinished'> {
  readonly plan: Plan;
  /** ARN of the new revision, once there is one. */
  readonly taskDefinition?: string;
  readonly timeline: Timeline;
  readonly isRecorded: boolean;
  /** Its number in the record, once it has one. */
  readonly releaseId: number | undefined;
}

const NOT_RECORDED =
  'No record is kept (`record: none`): nothing keeps two runs apart, a lost run cannot be recovered, and a rollback has to be told its version.';

/** How the job summary of a release begins: verdict and cause, what to do, where the traffic goes. */
export function renderRelease(report: ReleaseReport): string {
  const { failure } = report;
  return [
    `### ${headline(report)}${failure ? `: ${escapeMarkdown(failure.cause)}` : ''}`,
    ...(failure?.advice === undefined ? [] : [`**Next:** ${escapeMarkdown(failure.advice)}`]),
    describeTraffic(report),
    ...renderKept(report.kept),
    ...renderLeftOff(report.leftOff),
    ...(failure?.detail === undefined ? [] : [details('Evidence', codeBlock(failure.detail))]),
    ...(report.isRecorded ? [] : [NOT_RECORDED]),
  ].join('\n\n');
}

function headline({ plan, verdict, liveSlot, failure, timeline }: ReleaseReport): string {
  if (verdict === 'inconclusive' && liveSlot === plan.live && timeline.shares.length === 0) {
    return ':x: Inconclusive, before any traffic';
  }
  if (verdict === 'inconclusive' && liveSlot === undefined) return ':x: Inconclusive: a person has to look';
  if (verdict === 'inconclusive' && liveSlot === plan.standby) {
    return `:x: Inconclusive: ${liveSlot} has the traffic, and nothing has proven its version`;
  }
  if (plan.mode !== 'rollback' || verdict !== 'released') return HEADLINES[verdict];
  return `${failure ? ':x:' : ':white_check_mark:'} Rolled back to ${plan.standby}`;
}

/** The share that mode `prepare` ends with. */
const PREPARED_ONLY = { percent: 0 };

/** The plan of a dry run: what would be written, rule by rule, and the alarms that would be watched. */
export function renderPlan(
  plan: Plan,
  alarms: readonly Alarm[],
  { parks }: { readonly parks: boolean },
): string {
  const { percent } = plan.steps.at(-1) ?? PREPARED_ONLY;
  const after = weightsFor(plan, percent);
  const what = percent === 0 ? 'be brought up on' : 'go to';
  return [
    `### Dry run: ${escapeMarkdown(plan.image)} would ${what} ${plan.standby}, and nothing was changed`,
    ...(plan.isFirst ? ['Nothing serves, so all of the traffic would move at once.'] : []),
    table(
      ['Production rule', 'blue', 'green'],
      plan.rules.map((rule) => [
        inlineCode(rule.ruleArn),
        `${weightBefore(rule, 'blue')} → ${after.blue}`,
        `${weightBefore(rule, 'green')} → ${after.green}`,
      ]),
    ),
    ...(plan.rules.some(({ lacks }) => lacks) ? [JOINS] : []),
    ...renderPlannedStickiness(plan),
    table(
      ['Service', 'Tasks'],
      [
        [
          inlineCode(plan.target.slots[plan.standby].service),
          `${plan.standbyCountBefore} → ${plan.desiredCount}`,
        ],
        [
          inlineCode(plan.target.slots[plan.live].service),
          !parks ? 'as now' : `as now until the bake is over, then ${plan.parkedCount}`,
        ],
      ],
    ),
    ...renderScaling(plan, { parks }),
    `The new revision is ${inlineCode(plan.baseTaskDefinition)} with ${inlineCode(plan.image)} in container ${inlineCode(plan.target.container.name)}.`,
    describeHealthGate(plan),
    describeProbing(plan),
    ...(alarms.length === 0 ? [] : [renderAlarms(alarms)]),
  ].join('\n\n');
}

/** Told of a plan that begins with it. */
const JOINS =
  'A slot that is not in a rule is put into it first, with weight 0, and stays there whatever comes next.';

function weightBefore({ before, lacks = [] }: PlannedRule, slot: SlotName): string {
  return lacks.includes(slot) ? 'not in the rule' : `${before[slot]}`;
}

function describeHealthGate({ required, thresholdPeriod }: Plan): string {
  const stretch = thresholdPeriod > 0 ? ` for ${formatDuration(thresholdPeriod)} without a break` : '';
  return `Healthy targets of it that are required${stretch} before the first weight: ${required}.`;
}

function renderAlarms(alarms: readonly Alarm[]): string {
  return table(
    ['Alarm', 'State'],
    alarms.map(({ name, state }) => [inlineCode(name), state]),
  );
}

function describeTraffic({ plan, liveSlot, taskDefinition }: ReleaseReport): string {
  const revision = taskDefinition === undefined ? '' : ` (${inlineCode(taskDefinition)})`;
  const traffic =
    liveSlot === undefined
      ? 'Where the traffic goes is not known.'
      : `All of the traffic goes to ${liveSlot}.`;
  return `${inlineCode(plan.image)}${revision} on ${plan.standby}. ${traffic}`;
}
