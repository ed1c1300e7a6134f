import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep, systemClock } from '../../lib/action/clock.ts';
import type { SlotName } from '../../lib/aws/target.ts';
import type { Act, Fault } from '../aws/faults/fault.ts';
import type { CloudFacts } from './cloud-process.ts';

/** Whoever runs the platform: sees how it is, puts right what a release could not, and lets faults happen. */
export interface Administrator {
  /** Waits until every slot with traffic has its targets healthy; false when that took longer than two minutes. */
  untilHealthy(): Promise<boolean>;
  /** Gives all traffic to one slot that is well, if it is not so already; true when something had to be done. */
  settle(): Promise<boolean>;
  /** Takes the log away, as a retention time does. */
  emptyLogs(): Promise<void>;
  runningTasks(): Promise<readonly string[]>;
  inject(fault: Fault | Act): Promise<void>;
  endFaults(): Promise<void>;
}

const TASKS = 2;
const LOG_GROUP = '/ecs/rehearsal-web';
const SLOTS: readonly SlotName[] = ['blue', 'green'];
const PATIENCE_SECONDS = 120;

export function createAdministrator({ url, target, listenerArn }: CloudFacts): Administrator {
  const config = {
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'ADMINISTRATOR', secretAccessKey: 'soak' },
  };
  const [ecs, elbv2, logs] = [
    new ECS(config),
    new ElasticLoadBalancingV2(config),
    new CloudWatchLogs(config),
  ];

  async function slotsWithTraffic(): Promise<readonly SlotName[]> {
    const { Listeners = [] } = await elbv2.describeListeners({ ListenerArns: [listenerArn] });
    const groups = Listeners[0]?.DefaultActions?.[0]?.ForwardConfig?.TargetGroups ?? [];
    return SLOTS.filter((slot) =>
      groups.some(
        ({ TargetGroupArn, Weight = 0 }) => TargetGroupArn === target.slots[slot].targetGroup && Weight > 0,
      ),
    );
  }

  async function countHealthy(slot: SlotName): Promise<number> {
    const { targetGroup: TargetGroupArn } = target.slots[slot];
    const { TargetHealthDescriptions = [] } = await elbv2.describeTargetHealth({ TargetGroupArn });
    return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
  }

  async function areHealthy(slots: readonly SlotName[]): Promise<boolean> {
    const counts = await Promise.all(slots.map(countHealthy));
    return slots.length > 0 && counts.every((count) => count >= TASKS);
  }

  async function untilHealthy(): Promise<boolean> {
    for (let second = 0; second < PATIENCE_SECONDS; second++) {
      if (await areHealthy(await slotsWithTraffic())) return true;
      await sleep(systemClock, 1_000);
    }
    return false;
  }

  async function settle(): Promise<boolean> {
    const live = await slotsWithTraffic();
    if (live.length === 1 && (await areHealthy(live))) return false;
    const [blue, green] = await Promise.all(SLOTS.map(countHealthy));
    const slot: SlotName = (blue ?? 0) >= (green ?? 0) ? 'blue' : 'green';
    const { cluster, slots } = target;
    await ecs.updateService({ cluster, service: slots[slot].service, desiredCount: TASKS });
    const TargetGroups = SLOTS.map((name) => ({
      TargetGroupArn: slots[name].targetGroup,
      Weight: name === slot ? 100 : 0,
    }));
    await elbv2.modifyListener({
      ListenerArn: listenerArn,
      DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
    });
    await untilHealthy();
    return true;
  }

  async function control(method: string, body?: object): Promise<void> {
    const answer = await fetch(`${url}/_embedded/faults`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The control API answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  return {
    untilHealthy,
    settle,
    async emptyLogs() {
      await logs.deleteLogGroup({ logGroupName: LOG_GROUP });
      await logs.createLogGroup({ logGroupName: LOG_GROUP });
    },
    async runningTasks() {
      return (await ecs.listTasks({ cluster: target.cluster })).taskArns ?? [];
    },
    inject: (fault) => control('POST', fault),
    endFaults: () => control('DELETE'),
  };
}
