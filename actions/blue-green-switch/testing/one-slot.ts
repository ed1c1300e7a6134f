import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../lib/action/clock.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { createWorld, GOOD } from './world.ts';

/**
 * A platform that has run with one slot so far, and without a record: GOOD serves from blue with two tasks, the default
 * rule forwards to blue alone, and green has a service without tasks whose target group is on no load balancer.
 * @param next how the image of the next release behaves
 * @param forward how the rule forwards, given the ARN of blue's target group; as old rules do, without a list
 */
export async function createOneSlotWorld(
  next: Behaviour = {},
  forward: (blue: string) => Action[] = (TargetGroupArn) => [{ Type: 'forward', TargetGroupArn }],
) {
  const world = await createWorld(next, 'none');
  const { clock, ports, infrastructure } = world;
  const { cluster, slots, container } = infrastructure.target;
  const { service, targetGroup } = slots.blue;
  await clock.run(
    ports.elbv2.modifyListener({
      ListenerArn: infrastructure.listenerArn,
      DefaultActions: forward(targetGroup),
    }),
  );
  const { services = [] } = await clock.run(ports.ecs.describeServices({ cluster, services: [service] }));
  const { taskDefinition } = await clock.run(
    ports.ecs.describeTaskDefinition({ taskDefinition: services[0]?.taskDefinition }),
  );
  const { family, containerDefinitions = [], networkMode, cpu, memory } = taskDefinition ?? {};
  const { executionRoleArn, taskRoleArn, requiresCompatibilities } = taskDefinition ?? {};
  const definition = await clock.run(
    ports.ecs.registerTaskDefinition({
      ...{ family, networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities },
      containerDefinitions: containerDefinitions.map((each) =>
        each.name === container.name ? { ...each, image: GOOD } : each,
      ),
    }),
  );
  await clock.run(
    ports.ecs.updateService({
      ...{ cluster, service, desiredCount: 2 },
      taskDefinition: definition.taskDefinition?.taskDefinitionArn,
    }),
  );
  await clock.run(sleep(clock, 60_000));
  return world;
}
