import { defineBehaviours } from '../../conformance/behaviour.ts';

const PAGE = 'Edit target group attributes for your Application Load Balancer';

/** How a group's requests are spread over its targets. */
export const SPREADING = defineBehaviours({
  'fail-open': {
    does: 'a group none of whose targets is healthy gets its share of requests all the same',
    basis: 'documentation',
    source: 'Application Load Balancers, target group health: unhealthy state routing',
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: 'return healthy.length >= demanded ? healthy : targets;',
      to: 'return healthy;',
    },
  },
  'minimum-healthy-count': {
    does: 'with fewer healthy targets than the minimum count requests go to all targets',
    basis: 'documentation',
    source: 'Application Load Balancers, target group health: unhealthy state routing',
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: 'Math.max(1, minimum.count,',
      to: 'Math.max(1,',
    },
  },
  'minimum-healthy-percentage': {
    does: 'with a smaller part of healthy targets than the minimum percentage requests go to all targets',
    basis: 'documentation',
    source: 'Application Load Balancers, target group health: unhealthy state routing',
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: '(targets.length * minimum.percentage) / 100',
      to: 'targets.length / 100',
    },
  },
  'round-robin': {
    does: 'the healthy targets of a group take turns',
    basis: 'documentation',
    source: `${PAGE}: routing algorithms`,
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: "if (algorithm === 'round_robin') return eligible[turn % eligible.length];",
      to: "if (algorithm === 'round_robin') return eligible[random.below(eligible.length)];",
    },
  },
  'least-outstanding-requests': {
    does: 'with least_outstanding_requests the target with the fewest requests under way gets the next',
    basis: 'documentation',
    source: `${PAGE}: routing algorithms`,
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: 'outstanding === fewest);',
      to: 'outstanding >= fewest);',
    },
  },
  'slow-start': {
    does: 'a target that becomes healthy beside others gets a share that grows in a straight line to the full one',
    basis: 'documentation',
    source: `${PAGE}: slow start mode`,
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: '(now - (target.slowSince ?? now)) / slowStart : 1;',
      to: '1 : 1;',
    },
  },
  'slow-start-of-the-first': {
    does: 'the first targets of an empty group do not start slowly',
    basis: 'documentation',
    source: `${PAGE}: slow start mode`,
    mutant: {
      file: 'elbv2/traffic/node.ts',
      from: 'slowStart > 0 && targets.some(carries)',
      to: 'slowStart > 0',
    },
  },
  'slow-start-is-over-before-the-swap': {
    does: 'slow start begins when a target becomes healthy, so a group that waits with weight 0 has it behind it when it is given weight',
    basis: 'documentation',
    source: `${PAGE}: slow start mode`,
    mutant: {
      file: 'elbv2/routing/pick-target.ts',
      from: ' && now - slowSince < slowStart;',
      to: ';',
    },
  },
  'slow-start-and-algorithms': {
    does: 'slow start goes only with round_robin',
    basis: 'report',
    source: 'aws-load-balancer-controller #3686; code-dot-org #51253',
    mutant: {
      file: 'elbv2/control/target-group-attributes.ts',
      from: "if (isSlow && algorithm === 'least_outstanding_requests') {",
      to: "if (isSlow && algorithm === 'none') {",
    },
  },
  'random-and-sticky': {
    does: 'weighted_random draws targets by chance and does not go with stickiness',
    basis: 'report',
    source: 'terraform-provider-aws #35083',
    mutant: {
      file: 'elbv2/control/target-group-attributes.ts',
      from: "if (isSticky && algorithm === 'weighted_random') {",
      to: "if (isSticky && algorithm === 'none') {",
    },
  },
});
