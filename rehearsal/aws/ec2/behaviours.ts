import { defineBehaviours } from '../conformance/behaviour.ts';

/** How EC2's read calls behave, proven one by one in `conformance.test.ts`. */
export const EC2_BEHAVIOURS = defineBehaviours({
  'default-vpc': {
    does: 'an account has a default VPC with a default subnet in each of three zones',
    basis: 'documentation',
    source: 'Amazon VPC user guide: default VPCs',
    mutant: { file: 'ec2/inventory.ts', from: 'DefaultForAz: isDefault,', to: 'DefaultForAz: false,' },
  },
  'ids-select': {
    does: 'identifiers select resources',
    basis: 'model',
    source: 'DescribeSubnetsRequest SubnetIds',
    mutant: {
      file: 'ec2/describe.ts',
      from: 'items.filter((item) => ids.length === 0 || ids.includes(idOf(item)))',
      to: 'items.filter(() => true)',
    },
  },
  'subnet-not-found': {
    does: 'an unknown subnet is InvalidSubnetID.NotFound, whatever its form',
    basis: 'report',
    source: 'openshift/openshift-ansible#1053',
    mutant: { file: 'ec2/kinds.ts', from: 'if (missing.length > 0)', to: 'if (missing.length > 9)' },
  },
  'group-malformed': {
    does: 'what no security group can be called is InvalidGroupId.Malformed, and tells the form that it should have',
    basis: 'report',
    source: 'aws/aws-lambda-dotnet#60, aws/aws-cdk#20800',
    mutant: { file: 'ec2/kinds.ts', from: 'if (!malformedCode) return;', to: 'return;' },
  },
  'filters-all': {
    does: 'a resource has to match every filter, and one value of each',
    basis: 'documentation',
    source: 'Amazon EC2 user guide: filter resources',
    mutant: { file: 'ec2/filters.ts', from: 'conditions.every(', to: 'conditions.some(' },
  },
  'filters-wildcards': {
    does: 'in filter values * and ? are wildcards unless a backslash stands before them',
    basis: 'documentation',
    source: 'Amazon EC2 user guide: filter resources, wildcards',
    mutant: {
      file: 'ec2/filters.ts',
      from: "{ isWild: plain === '*' || plain === '?', text: plain }",
      to: '{ isWild: false, text: plain }',
    },
  },
  'filters-unknown': {
    does: 'a filter that the call does not have is InvalidParameterValue',
    basis: 'documentation',
    source: 'Amazon EC2 API reference: error codes',
    mutant: {
      file: 'ec2/filters.ts',
      from: 'if (name === undefined || !Object.hasOwn(table, name)) {',
      to: 'if (name === undefined) {',
    },
  },
  'pages-of-five': {
    does: 'a page has at least five results, and a smaller MaxResults is refused',
    basis: 'report',
    source: 'aws/aws-sdk-ruby#2575',
    mutant: { file: 'ec2/describe.ts', from: 'min: 5,', to: 'min: 1,' },
  },
  'ids-or-pages': {
    does: 'identifiers and MaxResults exclude each other',
    basis: 'report',
    source: 'aws/aws-cli#1976, aws/aws-sdk-ruby#3028',
    mutant: {
      file: 'ec2/describe.ts',
      from: 'if (idsParameter !== undefined) {',
      to: 'if (idsParameter === null) {',
    },
  },
  'dry-run': {
    does: 'a dry run that would succeed is an error, DryRunOperation with status 412',
    basis: 'documentation',
    source: 'Amazon EC2 API reference: error codes',
    mutant: { file: 'ec2/describe.ts', from: 'if (!DryRun) return;', to: 'return;' },
  },
  'task-interfaces': {
    does: 'a running task has a network interface with its private address, managed by ECS, and a stopped one none',
    basis: 'documentation',
    source: 'Amazon ECS developer guide: task networking on Fargate',
    mutant: {
      file: 'ecs/tasks/task-interfaces.ts',
      from: "networkInterface.status !== 'ATTACHED'",
      to: "networkInterface.status === 'PRECREATED'",
    },
  },
  'zone-ids': {
    does: 'zones have an identifier beside their name, such as euw1-az1',
    basis: 'documentation',
    source: 'AWS RAM user guide: Availability Zone IDs',
    mutant: { file: 'ec2/zones.ts', from: 'name.length - 1) - 96', to: 'name.length - 1) - 95' },
  },
});
