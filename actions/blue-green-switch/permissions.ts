import type { Permissions } from '../../lib/aws/permissions/permissions.ts';
import { MODES } from './src/modes/mode.ts';

/** What the action can be run as: its modes, the step after the job, and `dry-run: true` in any mode. */
export const USES = [...MODES, 'post', 'dry-run'] as const;

export type Use = (typeof USES)[number];

const allBut = (...others: readonly Use[]) => USES.filter((use) => !others.includes(use));

const CHANGING = allBut('status', 'dry-run');

/** Those that see what there is before they plan; the others go by a plan that is recorded. */
const LOOKING = allBut('shift', 'finish', 'post');

/** Those that may make a revision. */
const REVISING: readonly Use[] = ['release', 'prepare', 'bootstrap', 'rollback'];

/** Those that may bring a slot up. */
const STARTING: readonly Use[] = [...REVISING, 'recover', 'post'];

const ALARMED: readonly Use[] = ['release', 'shift', 'bootstrap', 'recover', 'dry-run'];

/** What each statement of policy.json is for, who needs it, and which feature it can be left away without. */
export const PERMISSIONS = {
  ReadTarget: { purpose: 'the target document', modes: USES, feature: 'target-parameter' },
  ReadLease: { purpose: 'who holds the lease', modes: USES, feature: 'record' },
  ListRecord: { purpose: 'finding leases and releases', modes: USES, feature: 'record' },
  ListPlans: { purpose: 'what a lost run had planned', modes: allBut('status'), feature: 'record' },
  WriteRecord: { purpose: 'lease, plan and release', modes: CHANGING, feature: 'record' },
  PruneRecord: {
    purpose: 'deleting what is older than the newest 20 releases',
    modes: CHANGING,
    feature: 'record',
  },
  ReadTestHeaders: {
    purpose: '`test-headers` from a parameter',
    modes: ['release', 'prepare', 'shift', 'bootstrap', 'recover', 'dry-run'],
    feature: 'test-headers',
  },
  WriteDefaultRules: { purpose: 'weights of default rules', modes: CHANGING },
  WriteRules: { purpose: 'weights of other rules, and test rules', modes: CHANGING },
  ReadRules: { purpose: 'weights, and who else uses the target groups', modes: USES },
  ReadTargetGroups: { purpose: 'health checks and load balancers', modes: LOOKING },
  ReadTargetHealth: { purpose: 'who is healthy', modes: USES },
  ReadStickiness: {
    purpose: 'stickiness of target groups',
    modes: [...REVISING, 'dry-run'],
    feature: 'sticky',
  },
  ReadLeftOff: {
    purpose: 'group stickiness that a release has left off',
    modes: [...REVISING, 'recover', 'dry-run'],
    feature: 'sticky',
  },
  ReadSlots: { purpose: 'services and their deployments', modes: USES },
  RunSlots: { purpose: 'revisions and task counts', modes: CHANGING },
  FindServices: { purpose: 'the service that a wrong name most likely means', modes: allBut('finish') },
  ReadScaling: { purpose: 'scalable targets', modes: USES },
  SetScaling: { purpose: 'holding and restoring scaling', modes: CHANGING, feature: 'scaling' },
  ReadTasks: { purpose: 'tasks, and why they stop', modes: CHANGING },
  ReadRevisions: { purpose: 'task definitions', modes: [...STARTING, 'status', 'dry-run'] },
  RegisterRevisions: { purpose: 'the revision with the new image', modes: REVISING },
  TagRevisions: { purpose: 'the tags of the revision before', modes: REVISING },
  PassTaskRoles: { purpose: 'the roles of the task definition', modes: STARTING },
  ReadAlarms: { purpose: 'alarms', modes: ALARMED, feature: 'alarms' },
  ReadAlarmTags: { purpose: 'alarms by tag', modes: ALARMED, feature: 'alarm-tags' },
  ReadMetrics: {
    purpose: 'the metrics of the evidence, and who is led to the old slot (`sticky: wait`)',
    modes: allBut('status', 'post'),
  },
  ReadContainerLogs: {
    purpose: 'the last lines of containers that stop',
    modes: STARTING,
    feature: 'container-logs',
  },
} as const satisfies Permissions;
