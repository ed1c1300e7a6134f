import { defineBehaviours } from '../../conformance/behaviour.ts';

const PAGE = 'Health checks for Application Load Balancer target groups';

/** How targets come to be healthy and unhealthy, and how this is told. */
export const HEALTH = defineBehaviours({
  'one-pass-makes-healthy': {
    does: 'one passing check makes a newly registered target healthy, within one interval',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/health/verdict.ts',
      from: "if (verdict.state !== 'unhealthy') return",
      to: "if (verdict.state === 'healthy') return",
    },
  },
  'recovery-takes-the-threshold': {
    does: 'an unhealthy target is healthy again after HealthyThresholdCount passes in a row',
    basis: 'documentation',
    source: PAGE,
    mutant: { file: 'elbv2/health/verdict.ts', from: 'passes >= thresholds.healthy', to: 'passes >= 1' },
  },
  'sickness-takes-the-threshold': {
    does: 'a healthy target is unhealthy after UnhealthyThresholdCount failures in a row',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/health/verdict.ts',
      from: 'failures >= thresholds.unhealthy',
      to: 'failures >= 1',
    },
  },
  'why-a-target-is-unhealthy': {
    does: 'health tells a wrong status from silence and from a connection that fails',
    basis: 'model',
    source: 'TargetHealth.Reason',
    mutant: {
      file: 'elbv2/health/checks.ts',
      from: "reason: 'Target.Timeout'",
      to: "reason: 'Target.FailedHealthChecks'",
    },
  },
  'initial-states': {
    does: 'a registered target is initial: first in registration, then with its first checks under way',
    basis: 'model',
    source: 'TargetHealth: Elb.RegistrationInProgress, Elb.InitialHealthChecking',
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: "Reason: 'Elb.RegistrationInProgress'",
      to: "Reason: 'Elb.InitialHealthChecking'",
    },
  },
  'unused-without-a-rule': {
    does: 'targets of a group in no rule are unused for Target.NotInUse, and nobody checks them',
    basis: 'model',
    source: 'TargetHealth: Target.NotInUse',
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: "Reason: 'Target.NotInUse',\n    Description: 'Target group",
      to: "Reason: 'Target.InvalidState',\n    Description: 'Target group",
    },
  },
  'zone-not-enabled': {
    does: 'a target in an Availability Zone that the load balancer is not enabled for is unused, for Target.NotInUse',
    basis: 'model',
    source: 'TargetHealth: Target.NotInUse',
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: "availabilityZone === 'all' || zones.includes(availabilityZone);",
      to: 'zones.length > 0;',
    },
  },
  'not-registered': {
    does: 'asked for a target that it does not have a group answers unused for Target.NotRegistered',
    basis: 'model',
    source: 'TargetHealth: Target.NotRegistered',
    mutant: {
      file: 'elbv2/control/targets.ts',
      from: "Reason: 'Target.NotRegistered'",
      to: "Reason: 'Target.NotInUse'",
    },
  },
  'checked-at-weight-zero': {
    does: 'a group in a forward action with weight 0 is in use: its targets are checked',
    basis: 'report',
    source: 'traveloka/terraform-aws-ecs-fargate-service #47',
    mutant: {
      file: 'elbv2/traffic/usage.ts',
      from: 'forwardGroups(rule.actions).some((group) => group.targetGroupArn === targetGroupArn)',
      to: 'forwardGroups(rule.actions).some((group) => group.weight > 0 && group.targetGroupArn === targetGroupArn)',
    },
  },
  'back-in-a-rule': {
    does: 'a group that is put back into a rule begins anew: what the nodes held of its targets before counts no more',
    basis: 'model',
    source: 'TargetHealth: initial',
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: 'for (const node of nodes) node.doubt(targetGroupArn, entry.target);',
      to: '',
    },
  },
  'nodes-check-by-themselves': {
    does: 'every node checks by itself, and the API calls a target healthy when all of them do',
    basis: 'hypothesis',
    source: 'setting healthyWhen',
    mutant: {
      file: 'elbv2/health/verdict.ts',
      from: "healthyWhen === 'any-node' ?",
      to: "healthyWhen !== 'every-node' || verdicts.length > 0 ?",
    },
  },
  'default-timeout': {
    does: 'checks give up after 5 s by the user guide, after 6 s by the API reference, when nobody says otherwise',
    basis: 'hypothesis',
    source: 'setting healthCheckTimeoutSeconds',
    mutant: {
      file: 'elbv2/control/health-check.ts',
      from: 'timeoutSeconds,\n    healthyThreshold: 5,',
      to: 'timeoutSeconds: 5,\n    healthyThreshold: 5,',
    },
  },
  'anomaly-detection': {
    does: 'asked to include the detection of anomalies, DescribeTargetHealth tells of it for each target',
    basis: 'model',
    source: 'DescribeTargetHealth.Include',
    mutant: {
      file: 'elbv2/control/targets.ts',
      from: '{ AnomalyDetection: NO_ANOMALY } : {}',
      to: '{} : {}',
    },
  },
});
