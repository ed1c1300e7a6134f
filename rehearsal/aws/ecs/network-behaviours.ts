import { defineBehaviours } from '../conformance/behaviour.ts';

/** Where ECS runs tasks: in networks that exist, and in one of them. */
export const NETWORK_BEHAVIOURS = defineBehaviours({
  'unknown-subnet': {
    does: 'RunTask, CreateService and UpdateService refuse a subnet that does not exist, in the words of EC2',
    basis: 'report',
    source: 'eddmann/serverless-fargate #20',
    mutant: {
      file: 'ecs/task-network.ts',
      from: '  checkVpc(subnets, securityGroups, vpcs);',
      to: '',
    },
  },
  'unknown-security-group': {
    does: 'nor do they take a security group that does not exist',
    basis: 'report',
    source: 'moto: ecs/models.py',
    mutant: {
      file: 'ecs/task-network.ts',
      from: "retrieve('security group', securityGroups, vpcs.securityGroups)",
      to: "retrieve('security group', [], vpcs.securityGroups)",
    },
  },
  'security-groups-of-the-vpc': {
    does: 'the security groups of tasks lie in the VPC of their subnets',
    basis: 'report',
    source: 'aws/aws-dotnet-deploy #735',
    mutant: { file: 'ecs/task-network.ts', from: 'if (stranger === undefined) return;', to: 'return;' },
  },
  'subnets-of-one-vpc': {
    does: 'the subnets of tasks lie in one VPC',
    basis: 'model',
    source: 'AwsVpcConfiguration$subnets',
    mutant: { file: 'ecs/task-network.ts', from: 'if (others.length > 0)', to: 'if (others.length > 9)' },
  },
  'zone-of-the-subnet': {
    does: 'a task is in the Availability Zone of its subnet',
    basis: 'model',
    source: 'Task$availabilityZone',
    mutant: { file: 'ecs/tasks/new-task.ts', from: 'vpcs.subnets([subnet])', to: 'vpcs.subnets(subnets)' },
  },
});
