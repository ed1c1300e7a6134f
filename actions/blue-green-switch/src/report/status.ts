import { formatDuration } from '../../../../lib/action/duration.ts';
import { escapeMarkdown, inlineCode, table } from '../../../../lib/action/markdown.ts';
import { summariseTargets, type TargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import { describeOwner } from '../../../../lib/aws/record/lease-entry.ts';
import type { SeenLease } from '../../../../lib/aws/record/read-leases.ts';
import type { NumberedRelease } from '../../../../lib/aws/record/releases.ts';
import { describeScaling, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import { type PerSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import { findKept } from '../record/left-off.ts';
import { renderReleases } from './releases-table.ts';

/** A slot as it is now. */
export interface SlotStatus {
  readonly slot: SlotName;
  readonly service: string;
  readonly taskDefinition: string;
  /** What the target's container runs. */
  readonly image?: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  /** Absent when the service has no scalable target. */
  readonly scaling?: ScalingSettings;
  readonly targets: readonly TargetHealth[];
}

/** What the record tells. */
export interface RecordStatus {
  /** The highest lease; undefined before the first. */
  readonly lease?: SeenLease;
  /** Newest first. */
  readonly releases: readonly NumberedRelease[];
}

export interface Status {
  readonly rules: readonly RuleShare[];
  readonly testRules: readonly RuleShare[];
  readonly slots: PerSlot<SlotStatus>;
  /** Undefined when no slot has all the traffic. */
  readonly liveSlot: SlotName | undefined;
  /** Undefined for `record: none`. */
  readonly record: RecordStatus | undefined;
}

/** The job summary of a status: who serves first, then rules, slots, the lease and the newest releases. */
export function renderStatus(status: Status): string {
  const { liveSlot, record } = status;
  return [
    `### ${headline(status)}`,
    renderSlots(status),
    describeKept(status),
    renderRules('Production rule', status.rules, record),
    ...(status.testRules.length === 0 ? [] : [renderRules('Test rule', status.testRules, record)]),
    ...(record ? [describeLease(record.lease), renderReleases(record.releases)] : []),
    ...(liveSlot === undefined && record ? ['**Next:** run mode: recover'] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headline({ liveSlot, slots, record }: Status): string {
  if (liveSlot === undefined) return ':x: No slot has all the traffic';
  const { image = 'an unknown image', taskDefinition } = slots[liveSlot];
  const release = record?.releases.find(
    (candidate) => candidate.verdict === 'released' && candidate.taskDefinition === taskDefinition,
  );
  const since = release ? `, since ${release.finishedAt} (release ${release.number})` : '';
  return `${liveSlot} serves ${escapeMarkdown(image)}${since}`;
}

function renderSlots({ slots }: Status): string {
  return table(
    ['Slot', 'Service', 'Image', 'Task definition', 'Tasks', 'Scaling', 'Targets'],
    SLOTS.map((slot) => {
      const {
        service,
        image = '',
        taskDefinition,
        runningCount,
        desiredCount,
        scaling,
        targets,
      } = slots[slot];
      return [
        slot,
        inlineCode(service),
        inlineCode(image),
        inlineCode(taskDefinition),
        `${runningCount} of ${desiredCount}`,
        scaling ? describeScaling(scaling) : 'none',
        escapeMarkdown(summariseTargets(targets)),
      ];
    }),
  );
}

/** It may have been parked by hand since, or serve again. */
function describeKept({ slots, liveSlot, record }: Status): string {
  const release = findKept(record?.releases ?? []);
  const slot = release?.stickiness?.kept?.slot;
  if (!release || !slot || slot === liveSlot || slots[slot].desiredCount === 0) return '';
  if (slots[slot].taskDefinition !== release.previousTaskDefinition) return '';
  return `${slot} keeps its tasks since release ${release.number}, for clients whose cookies lead there: mode: recover parks it when none does.`;
}

function renderRules(title: string, rules: readonly RuleShare[], record: RecordStatus | undefined): string {
  const weightOf = ({ forwarding }: RuleShare, slot: SlotName) =>
    forwarding ? `${forwarding.weights[slot]}` : 'not in the rule';
  return table(
    [title, 'blue', 'green', 'Group stickiness'],
    rules.map((rule) => [
      inlineCode(rule.ruleArn),
      weightOf(rule, 'blue'),
      weightOf(rule, 'green'),
      describeStickiness(rule, record),
    ]),
  );
}

/** What is off may have been turned off by a release. */
function describeStickiness({ ruleArn, forwarding }: RuleShare, record: RecordStatus | undefined): string {
  const { stickySeconds } = forwarding ?? {};
  if (stickySeconds !== undefined) return `${stickySeconds} s`;
  const told = record?.releases.find(({ stickiness }) => stickiness !== undefined);
  const left = told?.stickiness?.off.find((rule) => rule.ruleArn === ruleArn);
  return told && left ? `off since release ${told.number}, to be ${left.seconds} s again` : 'off';
}

function describeLease(lease: SeenLease | undefined): string {
  if (!lease) return 'Nobody has ever held the lease.';
  const { number, age, entry } = lease;
  const since = age === undefined ? '' : `, renewed ${formatDuration(age)} ago`;
  const owner = escapeMarkdown(describeOwner(entry.owner));
  if (entry.state === 'done') return `Nobody holds the lease; ${owner} had it last (${entry.mode}).`;
  return `${owner} holds lease ${number} (${escapeMarkdown(entry.mode)}, ${entry.state}${since}).`;
}
