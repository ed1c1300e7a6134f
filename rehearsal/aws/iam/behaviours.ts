import { defineBehaviours } from '../conformance/behaviour.ts';
import { TASK_ROLE_BEHAVIOURS } from './access/task-role-behaviours.ts';

const GUIDE = 'IAM user guide';

/** How IAM decides, proven one by one in `conformance.test.ts`. */
export const IAM_BEHAVIOURS = defineBehaviours({
  'implicit-deny': {
    does: 'what no policy of a role allows is denied, in the words that name caller, action, resource and reason',
    basis: 'documentation',
    source: `${GUIDE}: troubleshooting access denied error messages`,
    mutant: {
      file: 'iam/access/access.ts',
      from: "return kind === 'administrator' || kind === 'anonymous';",
      to: 'return true;',
    },
  },
  'explicit-deny': {
    does: 'an explicit deny outweighs every allow',
    basis: 'documentation',
    source: `${GUIDE}: policy evaluation logic`,
    mutant: {
      file: 'iam/policy/evaluate.ts',
      from: 'if (denying) return { explicit: true, by: denying[0] };',
      to: '',
    },
  },
  'permissions-boundary': {
    does: 'a permissions boundary allows nothing by itself, and nothing is allowed that it does not allow too',
    basis: 'documentation',
    source: `${GUIDE}: permissions boundaries for IAM entities`,
    mutant: {
      file: 'iam/policy/evaluate.ts',
      from: "['permissions boundary', policies.boundary && [policies.boundary]],",
      to: "['permissions boundary', undefined],",
    },
  },
  'resource-wildcard': {
    does: 'a wildcard within an ARN stays between its colons, and one at a part’s end reaches beyond',
    basis: 'documentation',
    source: `${GUIDE}: IAM JSON policy elements: Resource`,
    mutant: {
      file: 'iam/policy/wildcard.ts',
      from: "'[^:]*', '[^:]').test(resource)",
      to: "'.*', '[^:]').test(resource)",
    },
  },
  'not-action': {
    does: 'NotAction means every action but those',
    basis: 'documentation',
    source: `${GUIDE}: IAM JSON policy elements: NotAction`,
    mutant: {
      file: 'iam/policy/evaluate.ts',
      from: 'return patterns.some(matches) !== inverted;',
      to: 'return patterns.some(matches);',
    },
  },
  'policy-variables': {
    does: 'a variable stands for a key of the call, and matches nothing when the call does not have it',
    basis: 'documentation',
    source: `${GUIDE}: policy variables`,
    mutant: {
      file: 'iam/policy/variables.ts',
      from: 'if (value === undefined) isKnown = false;',
      to: '',
    },
  },
  'missing-key': {
    does: 'a condition on a key that the call does not have fails, unless it is negated or ends in IfExists',
    basis: 'documentation',
    source: `${GUIDE}: IAM JSON policy elements: condition operators`,
    mutant: {
      file: 'iam/policy/condition.ts',
      from: 'return quantifier === undefined && isNegated(operator);',
      to: 'return true;',
    },
  },
  'resource-tags': {
    does: 'a policy may look at the tags of the resource, as they are when the call is made',
    basis: 'documentation',
    source: `${GUIDE}: controlling access to AWS resources using tags`,
    mutant: {
      file: 'iam/access/access.ts',
      from: "if (resource === '*' || !looksAtTags(policies)) return own;",
      to: 'return own;',
    },
  },
  'pass-role': {
    does: 'RegisterTaskDefinition and RunTask need iam:PassRole on the roles of the task definition, for ecs-tasks.amazonaws.com',
    basis: 'documentation',
    source: 'Service Authorization Reference: Amazon ECS; Amazon ECS developer guide: pass role permissions',
    mutant: {
      file: 'iam/access/tables/ecs.ts',
      from: "context: { 'iam:PassedToService': service }",
      to: "context: { 'iam:PassedToService': 'ec2.amazonaws.com' }",
    },
  },
  'pass-role-services': {
    does: 'whether creating and updating a service needs iam:PassRole on its definition’s roles is not known for certain',
    basis: 'hypothesis',
    source: '`passRoleAtServices`',
    mutant: {
      file: 'iam/access/tables/ecs.ts',
      from: 'lookup.passRoleAtServices && definition !== undefined',
      to: 'definition !== undefined',
    },
  },
  'tag-on-create': {
    does: 'a creation with tags needs the right to tag as well, which a policy may grant for this creation alone',
    basis: 'documentation',
    source: 'Amazon ECS developer guide: grant permission to tag resources on creation (ecs:CreateAction)',
    mutant: {
      file: 'iam/access/tables/ecs.ts',
      from: "const context = { 'ecs:CreateAction': createAction };",
      to: 'const context = {};',
    },
  },
  'tag-on-create-everywhere': {
    does: 'IAM, CloudWatch, CloudWatch Logs and Secrets Manager want the right to tag for creations with tags too; Logs has words of its own',
    basis: 'documentation',
    source:
      'API references: CreateSecret, PutMetricAlarm; IAM user guide: tagging IAM resources; openshift installer #1073; DataDog cloudformation-template #61',
    mutant: {
      file: 'iam/access/tags.ts',
      from: "if (!('aws:TagKeys' in context)) return [own];",
      to: "if (!('ecs:CreateAction' in (right.context ?? {}))) return [own];",
    },
  },
  'describes-by-arn': {
    does: 'ecs:DescribeServices, DescribeTasks and DescribeClusters and cloudwatch:DescribeAlarms are granted by ARN',
    basis: 'documentation',
    source: 'Service Authorization Reference: Amazon ECS, Amazon CloudWatch',
    mutant: {
      file: 'iam/access/tables/ecs.ts',
      from: "resources: texts(services).map((service) => within('service', cluster, service, place)),",
      to: "resources: ['*'],",
    },
  },
  'describes-by-star': {
    does: 'ELBv2’s Describe calls, ecs:DescribeTaskDefinition, DescribeScalableTargets and GetMetricData know no resources and need *',
    basis: 'documentation',
    source: 'Service Authorization Reference: Elastic Load Balancing V2, Amazon ECS',
    mutant: {
      file: 'iam/access/rows.ts',
      from: "export const anyResource: Row = () => ({ resources: ['*'] });",
      to: "export const anyResource: Row = () => ({ resources: ['arn:aws:ecs:eu-west-1:123456789012:any'] });",
    },
  },
  'scaled-service': {
    does: 'RegisterScalableTarget needs ecs:DescribeServices and ecs:UpdateService too, and without them is refused with ValidationException',
    basis: 'documentation',
    source:
      'Application Auto Scaling user guide: permissions validation for API calls on target resources; Amazon ECS developer guide: IAM permissions required for service auto scaling; aws-auto-scaling-custom-resource #25; aws-auto-scaling-user-guide #3',
    mutant: {
      file: 'iam/access/tables/application-autoscaling.ts',
      from: "if (input.ServiceNamespace !== 'ecs') return own;",
      to: 'return own;',
    },
  },
  'denial-codes': {
    does: 'JSON services deny with AccessDeniedException, query services with AccessDenied and 403',
    basis: 'documentation',
    source: 'Common errors of each API reference',
    mutant: {
      file: 'iam/access/authorize.ts',
      from: "if (QUERY_SERVICES.has(service)) return new AwsError('AccessDenied', message, 403);",
      to: '',
    },
  },
  'registry-rights': {
    does: 'a registry password acts with the rights that whoever asked for it has when it is used',
    basis: 'documentation',
    source: 'Amazon ECR user guide: private registry authentication',
    mutant: {
      file: 'ecr/registry/router.ts',
      from: 'await ports.authorize(holder, action, name);',
      to: 'await Promise.resolve();',
    },
  },
  'delete-conflict': {
    does: 'a role with policies, a policy in use and a user with keys are not deleted',
    basis: 'model',
    source: 'IAM API reference: DeleteConflict',
    mutant: {
      file: 'iam/operations/identities.ts',
      from: 'if (attached.size > 0)',
      to: 'if (attached.size < 0)',
    },
  },
  'lists-tell-less': {
    does: 'lists leave out boundaries, tags and last use of roles and users, and descriptions and tags of policies',
    basis: 'documentation',
    source: 'IAM API reference: ListRoles, ListUsers, ListPolicies, Policy (Description)',
    mutant: {
      file: 'iam/operations/policies.ts',
      from: 'found.map((policy) => summarize(policy, account))',
      to: 'found.map((policy) => describe(policy, account))',
    },
  },
  'already-exists': {
    does: 'names of roles, users and policies differ in more than case',
    basis: 'documentation',
    source: 'IAM API reference: CreateRole',
    mutant: {
      file: 'iam/operations/identities.ts',
      from: 'other.toLowerCase() === name.toLowerCase()',
      to: 'other === name',
    },
  },
  'malformed-policy': {
    does: 'a policy that is none is refused when it is written, not when it is evaluated',
    basis: 'model',
    source: 'IAM API reference: MalformedPolicyDocument',
    mutant: {
      file: 'iam/policy/document.ts',
      from: "if (version !== '2012-10-17' && version !== '2008-10-17') throw malformed('Syntax errors in policy.');",
      to: "if (version !== '2012-10-17' && version !== '2008-10-17') return { text, version: '2012-10-17', statements: [] };",
    },
  },
  'github-subject': {
    does: 'a trust policy that lets every repository of GitHub in is refused',
    basis: 'hypothesis',
    source: '`requiresSubject`',
    mutant: {
      file: 'iam/trust.ts',
      from: 'if (requiresSubject && document.statements.some(trustsAllOfGithub)) {',
      to: 'if (document.statements.some(trustsAllOfGithub)) {',
    },
  },
  'revoked-key': {
    does: 'an access key that was made inactive or deleted opens nothing',
    basis: 'documentation',
    source: 'IAM API reference: UpdateAccessKey',
    mutant: {
      file: 'iam/sessions.ts',
      from: "return isActive ? known.principal : 'invalid';",
      to: 'return known.principal;',
    },
  },
  ...TASK_ROLE_BEHAVIOURS,
});
