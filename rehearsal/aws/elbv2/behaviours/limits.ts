import { defineBehaviours } from '../../conformance/behaviour.ts';

const QUOTAS = 'Quotas for your Application Load Balancers';

/** What AWS refuses: more than its quotas, what is in use, what fits not together. */
export const LIMITS = defineBehaviours({
  'five-groups-per-action': {
    does: 'a forward action has at most five target groups',
    basis: 'documentation',
    source: QUOTAS,
    mutant: { file: 'elbv2/control/quotas.ts', from: 'GROUPS_PER_ACTION = 5', to: 'GROUPS_PER_ACTION = 6' },
  },
  'too-many-rules': {
    does: 'a load balancer has at most 100 rules, default ones apart',
    basis: 'documentation',
    source: QUOTAS,
    mutant: {
      file: 'elbv2/control/rules.ts',
      from: '  checkRuleQuota(region, listener, settings.quotas);',
      to: '',
    },
  },
  'too-many-listeners': {
    does: 'a load balancer has at most 50 listeners',
    basis: 'documentation',
    source: QUOTAS,
    mutant: {
      file: 'elbv2/control/listeners.ts',
      from: 'if (!same) checkListenerQuota(region, loadBalancer.arn, settings.quotas);',
      to: '',
    },
  },
  'too-many-load-balancers': {
    does: 'a region has at most 50 application load balancers',
    basis: 'documentation',
    source: QUOTAS,
    mutant: {
      file: 'elbv2/control/load-balancers.ts',
      from: 'region.loadBalancers.size + 1',
      to: 'region.loadBalancers.size',
    },
  },
  'too-many-target-groups': {
    does: 'a region has at most 3,000 target groups',
    basis: 'documentation',
    source: QUOTAS,
    mutant: {
      file: 'elbv2/control/target-groups.ts',
      from: 'region.targetGroups.size + 1',
      to: 'region.targetGroups.size',
    },
  },
  'too-many-groups-of-one-load-balancer': {
    does: 'the rules of a load balancer name at most 100 target groups',
    basis: 'report',
    source: 'DefangLabs/defang #534',
    mutant: {
      file: 'elbv2/control/associations.ts',
      from: 'checkQuota(groups.size, {',
      to: 'checkQuota(0, {',
    },
  },
  'too-many-targets': {
    does: 'a target group has at most 1,000 targets, and so have the groups of one load balancer together',
    basis: 'report',
    source: 'aws-load-balancer-controller #2302',
    mutant: {
      file: 'elbv2/control/targets.ts',
      from: 'checkTargetQuotas(state.regionOf(call), group, added, settings.quotas);',
      to: '',
    },
  },
  'too-many-certificates': {
    does: 'a load balancer has at most 25 certificates beside the default ones',
    basis: 'documentation',
    source: QUOTAS,
    mutant: {
      file: 'elbv2/control/certificates.ts',
      from: 'others.length - tls.others.length, {',
      to: '0, {',
    },
  },
  'account-limits': {
    does: 'DescribeAccountLimits tells the quotas by name',
    basis: 'model',
    source: 'DescribeAccountLimits, Limit.Name',
    mutant: {
      file: 'elbv2/control/account.ts',
      from: "'rules-per-application-load-balancer': quotas.rulesPerLoadBalancer",
      to: "'rules-per-application-load-balancer': quotas.targetGroups",
    },
  },
  'security-groups': {
    does: 'SetSecurityGroups replaces the security groups of a load balancer',
    basis: 'model',
    source: 'SetSecurityGroups',
    mutant: {
      file: 'elbv2/control/load-balancers.ts',
      from: 'record.securityGroups = [...securityGroups];',
      to: '',
    },
  },
  'one-load-balancer-per-group': {
    does: 'a target group belongs to one load balancer',
    basis: 'report',
    source: 'terraform-provider-aws #22005',
    mutant: {
      file: 'elbv2/control/associations.ts',
      from: 'refuseOtherUser(region, loadBalancer, group);',
      to: '',
    },
  },
  'one-vpc': {
    does: "a rule forwards only to groups of the load balancer's VPC",
    basis: 'report',
    source: 'aws-load-balancer-controller #1045',
    mutant: {
      file: 'elbv2/control/associations.ts',
      from: 'refuseOtherVpc(loadBalancer, named);',
      to: '',
    },
  },
  'groups-in-use-stay': {
    does: 'a target group that a rule names cannot be deleted',
    basis: 'report',
    source: 'pulumi #5900',
    mutant: {
      file: 'elbv2/control/target-groups.ts',
      from: 'if (loadBalancerUsing(region, group.arn)) {',
      to: 'if (loadBalancerUsing(region, group.name)) {',
    },
  },
  'deletion-protection': {
    does: 'a load balancer with deletion protection is not deleted',
    basis: 'model',
    source: 'DeleteLoadBalancer: OperationNotPermitted',
    mutant: {
      file: 'elbv2/control/load-balancers.ts',
      from: "record.attributes.get('deletion_protection.enabled') === 'true'",
      to: "record.attributes.get('deletion_protection.enabled') === 'yes'",
    },
  },
  'same-group-again': {
    does: 'a target group made again with the same settings is the same group; with other settings its name is taken',
    basis: 'model',
    source: 'CreateTargetGroup: idempotent; DuplicateTargetGroupName',
    mutant: {
      file: 'elbv2/control/target-groups.ts',
      from: 'if (settingsOf(known) === settingsOf(wanted)) return known;',
      to: 'return known;',
    },
  },
  'same-load-balancer-again': {
    does: 'a load balancer made again with the same settings is the same one; with other settings its name is taken',
    basis: 'model',
    source: 'CreateLoadBalancer: idempotent; DuplicateLoadBalancerName',
    mutant: {
      file: 'elbv2/control/load-balancers.ts',
      from: 'if (settingsOf(known) === settingsOf(wanted)) return known;',
      to: 'return known;',
    },
  },
  'same-listener-again': {
    does: 'a listener made again with the same settings is the same one; with other settings its port is taken',
    basis: 'model',
    source: 'CreateListener: idempotent; DuplicateListener',
    mutant: {
      file: 'elbv2/control/listeners.ts',
      from: 'if (settingsOf({ ...known, actions }) === settingsOf(wanted)) return known;',
      to: 'return known;',
    },
  },
  'unknown-attributes': {
    does: 'attributes are refused by name when AWS does not know them, and by value when they are out of their range',
    basis: 'report',
    source: 'terraform-provider-aws #12726',
    mutant: {
      file: 'elbv2/control/attributes.ts',
      from: 'if (!model.allows(value)) {',
      to: 'if (model.allows(value) === undefined) {',
    },
  },
  'idle-timeout': {
    does: 'a target that stays silent for longer than the idle timeout is given up with 504',
    basis: 'documentation',
    source: 'Edit attributes for your Application Load Balancer: connection idle timeout',
    mutant: {
      file: 'elbv2/control/front.ts',
      from: "idleTimeout: milliseconds('idle_timeout.timeout_seconds')",
      to: 'idleTimeout: 60_000',
    },
  },
  'addresses-of-targets': {
    does: 'an IP target lies in the VPC, or in a private range and then names a zone; loopback and public addresses are refused',
    basis: 'model',
    source: 'TargetDescription.Id, AvailabilityZone',
    mutant: {
      file: 'elbv2/control/targets.ts',
      from: 'checkAddress(target.id, sent.AvailabilityZone, settings.vpcRanges);',
      to: '',
    },
  },
  'priority-in-use': {
    does: 'a priority of a listener can be taken once',
    basis: 'model',
    source: 'CreateRule: PriorityInUse',
    mutant: {
      file: 'elbv2/control/rules.ts',
      from: 'refuseTakenPriority(rulesOf(region, listener.arn), priority);',
      to: '',
    },
  },
});
