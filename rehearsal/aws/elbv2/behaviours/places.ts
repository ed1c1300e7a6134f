import { defineBehaviours } from '../../conformance/behaviour.ts';

/** Where load balancers and target groups can be: in networks that exist, and in one of them. */
export const PLACES = defineBehaviours({
  'unknown-subnet': {
    does: 'a load balancer in a subnet that does not exist is SubnetNotFound, in the words of EC2',
    basis: 'hypothesis',
    source: 'setting unknownSubnetSays; mozilla/fxa-dev #449',
    mutant: {
      file: 'elbv2/control/zones.ts',
      from: "settings.unknownSubnetSays === 'sentence'",
      to: "settings.unknownSubnetSays !== 'sentence'",
    },
  },
  'subnets-of-one-vpc': {
    does: 'the subnets of a load balancer lie in one VPC',
    basis: 'report',
    source: 'floci #1244',
    mutant: { file: 'elbv2/control/zones.ts', from: 'if (others.length > 0)', to: 'if (others.length > 9)' },
  },
  'subnets-of-two-zones': {
    does: 'each subnet of a load balancer lies in an Availability Zone of its own',
    basis: 'report',
    source: 'aws-scalable-big-blue-button-example #51',
    mutant: {
      file: 'elbv2/control/zones.ts',
      from: 'if (firstDuplicate(zones) !== undefined) {',
      to: 'if (firstDuplicate(zones) === null) {',
    },
  },
  'unknown-security-group': {
    does: 'a security group that does not exist is InvalidSecurityGroup, in the words of EC2',
    basis: 'report',
    source: 'aws-load-balancer-controller #2371',
    mutant: {
      file: 'elbv2/control/security-groups.ts',
      from: "throw new AwsError('InvalidSecurityGroup', error.message);",
      to: 'return [];',
    },
  },
  'security-groups-of-the-vpc': {
    does: "a load balancer's security groups lie in its VPC",
    basis: 'model',
    source: 'InvalidConfigurationRequestException',
    mutant: {
      file: 'elbv2/control/security-groups.ts',
      from: 'group.vpcId !== vpcId',
      to: "group.vpcId === ''",
    },
  },
  'changed-security-groups': {
    does: 'SetSecurityGroups refuses as CreateLoadBalancer does, and leaves the groups as they are',
    basis: 'model',
    source: 'SetSecurityGroups: errors',
    mutant: {
      file: 'elbv2/control/load-balancers.ts',
      from: 'checkSecurityGroups(securityGroups, record.vpcId, control.vpcs);',
      to: '',
    },
  },
  'unknown-vpc': {
    does: 'a target group in a VPC that does not exist is a ValidationError',
    basis: 'report',
    source: 'ansible/ansible #31919',
    mutant: {
      file: 'elbv2/control/target-groups.ts',
      from: 'if (!vpcs.has(vpcId))',
      to: 'if (vpcId === null)',
    },
  },
});
