import { defineBehaviours } from '../conformance/behaviour.ts';

const ECS_PAGE = 'Amazon ECS API Reference, Request throttling for the Amazon ECS API';
const ELB_PAGE = 'Elastic Load Balancing User Guide, Request throttling for the Elastic Load Balancing API';

/** How AWS holds an account to so many calls, proven one by one in `conformance.test.ts`. */
export const LIMITS_BEHAVIOURS = defineBehaviours({
  'burst and rate': {
    does: 'ECS lets 50 reads of clusters through at once and 20 more with every second',
    basis: 'documentation',
    source: ECS_PAGE,
    mutant: {
      file: 'limits/token-bucket.ts',
      from: 'tokens = Math.min(burst, tokens + seconds * perSecond);',
      to: 'tokens = burst;',
    },
  },
  families: {
    does: 'ECS counts families of calls apart: services can be read when the reads of clusters are used up',
    basis: 'documentation',
    source: ECS_PAGE,
    mutant: {
      file: 'limits/families.ts',
      from: "{ bucket: 'ecs service read',",
      to: "{ bucket: 'ecs cluster read',",
    },
  },
  place: {
    does: 'every account has buckets of its own in every region',
    basis: 'documentation',
    source: ECS_PAGE,
    mutant: {
      file: 'limits/limits.ts',
      from: 'const all = bucketsIn(place);',
      to: "const all = bucketsIn({ account: '', region: '' });",
    },
  },
  'without effect': {
    does: 'a call that is throttled has no effect',
    basis: 'documentation',
    source: ECS_PAGE,
    mutant: {
      file: 'kernel/dispatch.ts',
      from: 'for (const guard of guards) await guard(attempt);\n  return operation(input, call);',
      to: 'const output = await operation(input, call);\n  for (const guard of guards) await guard(attempt);\n  return output;',
    },
  },
  'load balancing reads': {
    does: 'Elastic Load Balancing lets 40 Describe calls through at once and 10 more with every second',
    basis: 'documentation',
    source: ELB_PAGE,
    mutant: {
      file: 'limits/settings.ts',
      from: "'elasticloadbalancing read': { burst: 40, perSecond: 10 }",
      to: "'elasticloadbalancing read': { burst: 40, perSecond: 40 }",
    },
  },
  'load balancing writes': {
    does: 'calls that change load balancers are counted apart from reads, and far fewer of them pass',
    basis: 'hypothesis',
    source: "settings.limits.buckets['elasticloadbalancing modify']",
    mutant: {
      file: 'limits/families.ts',
      from: "{ bucket: 'elasticloadbalancing modify', has: others }",
      to: "{ bucket: 'elasticloadbalancing read', has: others }",
    },
  },
  'load balancing code': {
    does: 'Elastic Load Balancing says Throttling to one call too many, or ThrottlingException',
    basis: 'hypothesis',
    source: 'settings.limits.loadBalancingCode',
    mutant: {
      file: 'limits/throttled.ts',
      from: "return new AwsError(loadBalancingCode, 'Rate exceeded');",
      to: "return new AwsError('ThrottlingException', 'Rate exceeded');",
    },
  },
  'parameter values': {
    does: 'GetParameter, GetParameters and PutParameter share 40 calls a second',
    basis: 'documentation',
    source: 'AWS General Reference, Systems Manager endpoints and quotas: Parameter Store throughput',
    mutant: {
      file: 'limits/families.ts',
      from: "among('GetParameter', 'GetParameters', 'PutParameter')",
      to: "among('GetParameter', 'PutParameter')",
    },
  },
  'put parameter': {
    does: 'PutParameter has a bucket of its own too, of about three calls a second',
    basis: 'hypothesis',
    source: "settings.limits.buckets['ssm put']",
    mutant: {
      file: 'limits/families.ts',
      from: "operation === 'PutParameter' ? ['ssm put'] : []",
      to: "operation === '' ? ['ssm put'] : []",
    },
  },
  'secrets of tasks': {
    does: "parameters that a task gets as secrets count against the account's throughput of Parameter Store",
    basis: 'documentation',
    source: 'Amazon ECS Developer Guide, Pass Systems Manager parameters through environment variables',
    mutant: { file: 'limits/limits.ts', from: '    draw,\n', to: '    draw: () => {},\n' },
  },
  'own buckets of ECS': {
    does: "ECS registers targets with buckets of its own: it does not wait for the caller's",
    basis: 'documentation',
    source: ELB_PAGE,
    mutant: {
      file: 'parts.ts',
      from: 'targetGroups: elbv2.targetGroups,',
      to: `targetGroups: {
      ...elbv2.targetGroups,
      register(...given) {
        limits.draw({ account: '123456789012', region: 'eu-west-1' }, 'elasticloadbalancing', 'RegisterTargets');
        elbv2.targetGroups.register(...given);
      },
    },`,
    },
  },
  'push rate': {
    does: 'ECR takes ten PutImage calls a second, and lets other calls on',
    basis: 'documentation',
    source: 'Amazon ECR User Guide, service quotas',
    mutant: {
      file: 'limits/families.ts',
      from: "{ bucket: 'ecr put image', has: among('PutImage') }",
      to: "{ bucket: 'ecr put image', has: among() }",
    },
  },
});
