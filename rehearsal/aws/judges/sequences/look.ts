import type { Service, Task } from '@aws-sdk/client-ecs';
import { SLOTS, type World } from './world.ts';

/** What the embedded AWS tells of itself at one moment. */
export interface Sight {
  readonly at: number;
  /** Those that are not INACTIVE. */
  readonly services: readonly Service[];
  readonly tasks: readonly SeenTask[];
  readonly targets: readonly SeenTarget[];
}

export interface SeenTask {
  readonly arn: string;
  /** Name of its service. */
  readonly service: string;
  readonly address: string;
  readonly status: string;
  readonly desired: string;
}

export interface SeenTarget {
  readonly group: string;
  readonly address: string;
  readonly state: string;
}

/** Looks at everything at once: no time passes on the virtual clock. */
export async function look(world: World): Promise<Sight> {
  const { clock, ecs } = world;
  const at = clock.now();
  const seen = async (): Promise<Sight> => {
    const { services = [] } = await ecs.describeServices({ cluster: 'web', services: [...SLOTS] });
    const targets = await Promise.all(Object.values(world.groups).map((group) => targetsOf(world, group)));
    return {
      at,
      services: services.filter(({ status }) => status !== 'INACTIVE'),
      tasks: await tasksOf(world),
      targets: targets.flat(),
    };
  };
  return clock.run(seen());
}

async function tasksOf({ ecs }: World): Promise<SeenTask[]> {
  const lists = await Promise.all(
    (['RUNNING', 'STOPPED'] as const).map((desiredStatus) =>
      ecs.listTasks({ cluster: 'web', desiredStatus }),
    ),
  );
  const arns = lists.flatMap(({ taskArns = [] }) => taskArns);
  if (arns.length === 0) return [];
  const { tasks = [] } = await ecs.describeTasks({ cluster: 'web', tasks: arns.slice(0, 100) });
  return tasks.map((task) => ({
    arn: task.taskArn ?? '',
    service: task.group?.replace('service:', '') ?? '',
    address: addressOf(task),
    status: task.lastStatus ?? '',
    desired: task.desiredStatus ?? '',
  }));
}

function addressOf({ attachments = [] }: Task): string {
  const details = attachments.flatMap(({ details: found = [] }) => found);
  return details.find(({ name }) => name === 'privateIPv4Address')?.value ?? '';
}

async function targetsOf({ elbv2 }: World, group: string): Promise<SeenTarget[]> {
  const { TargetHealthDescriptions = [] } = await elbv2.describeTargetHealth({ TargetGroupArn: group });
  return TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
    group,
    address: Target?.Id ?? '',
    state: TargetHealth?.State ?? '',
  }));
}
