import {
  AddListenerCertificatesCommand,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  DescribeAccountLimitsCommand,
  DescribeLoadBalancersCommand,
  ModifyLoadBalancerAttributesCommand,
  RegisterTargetsCommand,
  SetSecurityGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import { OTHER_NETWORK, SECURITY_GROUPS, SUBNETS, VPC_ID } from '../../ec2/testing/networks.ts';
import type { LIMITS } from '../behaviours/limits.ts';
import { DEFAULT_QUOTAS, type Quotas } from '../control/quotas.ts';
import { createVirtualWorld, forwardTo, plainAnswer } from '../testing/world.ts';
import { withSlots } from './slots.ts';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/';
const GET = { method: 'GET', url: '/', headers: { host: 'example.com' } };

/** Two of everything may be. */
function withQuotas(quotas: Partial<Quotas>) {
  return withSlots({ settings: { quotas: { ...DEFAULT_QUOTAS, ...quotas } } });
}

const refused = (name: string, message: string) => ({
  name: `${name}Exception`,
  message: expect.stringContaining(message),
});

export const LIMITS_PROOFS: Proofs<typeof LIMITS> = {
  async 'five-groups-per-action'() {
    const world = createVirtualWorld();
    const groups: [string, number][] = [];
    for (let index = 0; index < 6; index += 1) groups.push([await world.makeGroup(`group-${index}`), 1]);
    const loadBalancer = await world.makeLoadBalancer();
    await expect(world.makeListener(loadBalancer, [forwardTo(...groups)])).rejects.toMatchObject(
      refused('InvalidLoadBalancerAction', "'5'"),
    );
    await world.makeListener(loadBalancer, [forwardTo(...groups.slice(1))]);
  },
  async 'too-many-rules'() {
    expect(DEFAULT_QUOTAS.rulesPerLoadBalancer).toBe(100);
    const { makeRule, makeListener, listener, loadBalancer, blue } = await withQuotas({
      rulesPerLoadBalancer: 2,
    });
    const add = (on: string, priority: number) =>
      makeRule(on, priority, [{ Field: 'path-pattern', Values: ['/'] }], [forwardTo([blue, 1])]);
    const other = await makeListener(loadBalancer, [forwardTo([blue, 1])], 81);
    await add(listener, 1);
    await add(other, 1);
    await expect(add(listener, 2)).rejects.toMatchObject(refused('TooManyRules', "'2'"));
  },
  async 'too-many-listeners'() {
    expect(DEFAULT_QUOTAS.listenersPerLoadBalancer).toBe(50);
    const { makeListener, loadBalancer, blue } = await withQuotas({ listenersPerLoadBalancer: 2 });
    await makeListener(loadBalancer, [forwardTo([blue, 1])], 81);
    const third = makeListener(loadBalancer, [forwardTo([blue, 1])], 82);
    await expect(third).rejects.toMatchObject(refused('TooManyListeners', "'2'"));
  },
  async 'too-many-load-balancers'() {
    expect(DEFAULT_QUOTAS.loadBalancers).toBe(50);
    const { makeLoadBalancer } = await withQuotas({ loadBalancers: 2 });
    await makeLoadBalancer('second');
    await expect(makeLoadBalancer('third')).rejects.toMatchObject(refused('TooManyLoadBalancers', "'2'"));
  },
  async 'too-many-target-groups'() {
    expect(DEFAULT_QUOTAS.targetGroups).toBe(3000);
    const { makeGroup } = await withQuotas({ targetGroups: 3 });
    await makeGroup('third');
    await expect(makeGroup('fourth')).rejects.toMatchObject(refused('TooManyTargetGroups', "'3'"));
  },
  async 'too-many-groups-of-one-load-balancer'() {
    expect(DEFAULT_QUOTAS.targetGroupsPerLoadBalancer).toBe(100);
    const { makeGroup, makeListener, loadBalancer, blue } = await withQuotas({
      targetGroupsPerLoadBalancer: 2,
    });
    const third = await makeGroup('third');
    await expect(makeListener(loadBalancer, [forwardTo([third, 1])], 81)).rejects.toMatchObject(
      refused('TooManyUniqueTargetGroupsPerLoadBalancer', "'2'"),
    );
    await makeListener(loadBalancer, [forwardTo([blue, 1])], 81);
  },
  async 'too-many-targets'() {
    expect([DEFAULT_QUOTAS.targetsPerTargetGroup, DEFAULT_QUOTAS.targetsPerLoadBalancer]).toEqual([
      1000, 1000,
    ]);
    const register = async (quotas: Partial<Quotas>) => {
      const { client, blue } = await withQuotas(quotas);
      const Targets = ['10.0.0.1', '10.0.0.2'].map((Id) => ({ Id }));
      return client.send(new RegisterTargetsCommand({ TargetGroupArn: blue, Targets }));
    };
    // Blue has one already, and so has green.
    await register({ targetsPerTargetGroup: 2, targetsPerLoadBalancer: 3 });
    await expect(register({ targetsPerTargetGroup: 1 })).rejects.toMatchObject(
      refused('TooManyTargets', 'group'),
    );
    await expect(register({ targetsPerLoadBalancer: 2 })).rejects.toMatchObject(
      refused('TooManyTargets', 'load balancer'),
    );
  },
  async 'too-many-certificates'() {
    expect(DEFAULT_QUOTAS.certificatesPerLoadBalancer).toBe(25);
    const { client, loadBalancer, blue } = await withQuotas({ certificatesPerLoadBalancer: 2 });
    const { Listeners = [] } = await client.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn: loadBalancer, Protocol: 'HTTPS', Port: 443 },
        Certificates: [{ CertificateArn: `${CERTIFICATE}0` }],
        DefaultActions: [forwardTo([blue, 1])],
      }),
    );
    const add = (...names: string[]) =>
      client.send(
        new AddListenerCertificatesCommand({
          ListenerArn: Listeners[0]?.ListenerArn,
          Certificates: names.map((name) => ({ CertificateArn: `${CERTIFICATE}${name}` })),
        }),
      );
    await add('1', '2');
    await add('2');
    await expect(add('3')).rejects.toMatchObject(refused('TooManyCertificates', "'2'"));
  },
  async 'account-limits'() {
    const { client } = createVirtualWorld();
    const { Limits = [] } = await client.send(new DescribeAccountLimitsCommand());
    expect(Object.fromEntries(Limits.map(({ Name, Max }) => [Name, Max]))).toMatchObject({
      'application-load-balancers': '50',
      'listeners-per-application-load-balancer': '50',
      'rules-per-application-load-balancer': '100',
      'target-groups': '3000',
      'target-groups-per-action-on-application-load-balancer': '5',
      'targets-per-application-load-balancer': '1000',
    });
  },
  async 'security-groups'() {
    const { client, makeLoadBalancer } = createVirtualWorld();
    const LoadBalancerArn = await makeLoadBalancer();
    await client.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: SECURITY_GROUPS }));
    const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand());
    expect(LoadBalancers[0]?.SecurityGroups).toEqual(SECURITY_GROUPS);
  },
  async 'one-load-balancer-per-group'() {
    const { makeLoadBalancer, makeListener, blue } = await withSlots();
    const second = await makeLoadBalancer('second');
    await expect(makeListener(second, [forwardTo([blue, 1])])).rejects.toMatchObject(
      refused('TargetGroupAssociationLimit', `more than one load balancer: ${blue}`),
    );
  },
  async 'one-vpc'() {
    const { makeGroup, makeListener, loadBalancer } = await withSlots();
    const elsewhere = await makeGroup('elsewhere', { VpcId: OTHER_NETWORK.vpcId });
    await expect(makeListener(loadBalancer, [forwardTo([elsewhere, 1])], 81)).rejects.toMatchObject(
      refused('InvalidConfigurationRequest', 'is in a different VPC than load balancer'),
    );
  },
  async 'groups-in-use-stay'() {
    const { client, blue, makeGroup } = await withSlots();
    const remove = (TargetGroupArn: string) => client.send(new DeleteTargetGroupCommand({ TargetGroupArn }));
    await expect(remove(blue)).rejects.toMatchObject(
      refused('ResourceInUse', 'is currently in use by a listener or a rule'),
    );
    await remove(await makeGroup('lonely'));
  },
  async 'deletion-protection'() {
    const { client, loadBalancer } = await withSlots();
    const LoadBalancerArn = loadBalancer;
    const protect = (Value: string) => {
      const Attributes = [{ Key: 'deletion_protection.enabled', Value }];
      return client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
    };
    const remove = () => client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    await protect('true');
    await expect(remove()).rejects.toMatchObject(refused('OperationNotPermitted', 'deletion protection'));
    await protect('false');
    await remove();
  },
  async 'same-group-again'() {
    const { client, makeGroup } = createVirtualWorld();
    const first = await makeGroup('web');
    expect(await makeGroup('web')).toBe(first);
    const other = { Name: 'web', Protocol: 'HTTP', Port: 81, VpcId: VPC_ID, TargetType: 'ip' } as const;
    await expect(client.send(new CreateTargetGroupCommand(other))).rejects.toMatchObject(
      refused('DuplicateTargetGroupName', 'exists, but with different settings'),
    );
  },
  async 'same-load-balancer-again'() {
    const { client, makeLoadBalancer } = createVirtualWorld();
    expect(await makeLoadBalancer('web')).toBe(await makeLoadBalancer('web'));
    const other = { Name: 'web', Subnets: SUBNETS.slice(1) };
    await expect(client.send(new CreateLoadBalancerCommand(other))).rejects.toMatchObject(
      refused('DuplicateLoadBalancerName', 'exists, but with different settings'),
    );
  },
  async 'same-listener-again'() {
    const { makeListener, loadBalancer, listener, actionsFor } = await withSlots();
    expect(await makeListener(loadBalancer, actionsFor([1, 0]))).toBe(listener);
    await expect(makeListener(loadBalancer, actionsFor([1, 1]))).rejects.toMatchObject(
      refused('DuplicateListener', 'A listener already exists on this port'),
    );
  },
  async 'unknown-attributes'() {
    const { setAttributes, blue } = await withSlots();
    await expect(setAttributes(blue, { 'no.such': '1' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: "Target group attribute key 'no.such' is not recognized",
    });
    for (const [key, value] of [
      ['deregistration_delay.timeout_seconds', '3601'],
      ['slow_start.duration_seconds', '29'],
      ['stickiness.lb_cookie.duration_seconds', '0'],
    ]) {
      await expect(setAttributes(blue, { [key ?? '']: value ?? '' })).rejects.toMatchObject(
        refused('InvalidConfigurationRequest', key ?? ''),
      );
    }
  },
  async 'idle-timeout'() {
    const { client, loadBalancer, targets, clock, dataPlane, listener, exchanges } = await withSlots();
    const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: '7' }];
    await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: loadBalancer, Attributes }));
    const [script] = targets[0];
    if (script) script.answer = plainAnswer(200, '', 8000);
    expect(await clock.run(dataPlane.send(listener, GET))).toMatchObject({ status: 504 });
    expect(exchanges).toMatchObject([{ milliseconds: 7000, failure: 'timeout' }]);
  },
  async 'addresses-of-targets'() {
    const { client, blue } = await withSlots();
    const register = (Id: string, AvailabilityZone?: string) =>
      client.send(new RegisterTargetsCommand({ TargetGroupArn: blue, Targets: [{ Id, AvailabilityZone }] }));
    for (const address of ['127.0.0.1', '8.8.8.8']) {
      await expect(register(address)).rejects.toMatchObject(refused('InvalidTarget', address));
    }
    await expect(register('100.64.0.1')).rejects.toMatchObject({ name: 'ValidationError' });
    await register('100.64.0.1', 'all');
    await register('10.1.2.3');
  },
  async 'priority-in-use'() {
    const { makeRule, listener, blue } = await withSlots();
    const add = (path: string) =>
      makeRule(listener, 7, [{ Field: 'path-pattern', Values: [path] }], [forwardTo([blue, 1])]);
    await add('/a');
    await expect(add('/b')).rejects.toMatchObject(
      refused('PriorityInUse', "Priority '7' is currently in use"),
    );
  },
};
