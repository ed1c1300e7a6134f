import { defineBehaviours } from '../conformance/behaviour.ts';

/** How Elastic Load Balancing behaves, proven one by one in `conformance.test.ts`. */
export const ELBV2_BEHAVIOURS = defineBehaviours({
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
});
