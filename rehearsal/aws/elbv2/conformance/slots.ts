import {
  type Action,
  ModifyListenerCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../../lib/action/clock.ts';
import type { Elbv2Settings } from '../settings.ts';
import { createVirtualWorld, forwardTo, type ScriptedTarget } from '../testing/world.ts';

interface Wanted {
  readonly settings?: Partial<Elbv2Settings>;
  readonly weights?: readonly [number, number];
  /** How many targets each group has. */
  readonly sizes?: readonly [number, number];
  /** Seconds of group stickiness. */
  readonly sticky?: number;
}

/** What a client got. */
export interface Got {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The cookies that it was given, as it sends them back. */
  readonly cookies: Readonly<Record<string, string>>;
}

/** Two groups of healthy targets behind one listener. A target answers with its address: 10.0.0.1 is blue's first. */
export async function withSlots({ settings = {}, weights = [1, 0], sizes = [1, 1], sticky }: Wanted = {}) {
  const world = createVirtualWorld({ settings });
  const { clock, client, dataPlane } = world;
  const check = { HealthCheckIntervalSeconds: 10, HealthyThresholdCount: 3, UnhealthyThresholdCount: 2 };
  const blue = await world.makeGroup('blue', check);
  const green = await world.makeGroup('green', check);
  const actionsFor = (shares: readonly [number, number], seconds = sticky): Action[] => [
    stick(forwardTo([blue, shares[0]], [green, shares[1]]), seconds),
  ];
  const loadBalancer = await world.makeLoadBalancer();
  const listener = await world.makeListener(loadBalancer, actionsFor(weights));
  const targets = sizes.map((size, group) =>
    Array.from({ length: size }, (_, index) => world.announceScript(`10.0.${group}.${index + 1}`)),
  ) as [ScriptedTarget[], ScriptedTarget[]];
  for (const [index, arn] of [blue, green].entries()) {
    for (const { target } of targets[index] ?? []) world.targetGroups.register(arn, target);
  }
  const wait = (seconds: number) => clock.run(sleep(clock, seconds * 1000));
  await wait(15);

  async function send(
    cookies: Readonly<Record<string, string>> = {},
    through = dataPlane.send,
  ): Promise<Got> {
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
    const headers = { host: 'example.com', ...(cookie.length > 0 && { cookie: cookie.join('; ') }) };
    const answer = await clock.run(through(listener, { method: 'GET', url: '/', headers }));
    if (answer === 'refused') throw new Error('the listener is open');
    return { ...answer, cookies: readSetCookies(answer.headers['set-cookie'] ?? '') };
  }

  return {
    ...{ ...world, blue, green, loadBalancer, listener, targets, wait, send, actionsFor },
    /** What so many requests got, in their order: an address, or the status of the load balancer's own answer. */
    async sendMany(count: number): Promise<string[]> {
      const got: string[] = [];
      for (let sent = 0; sent < count; sent += 1) {
        const { status, body } = await send();
        got.push(status === 200 ? body : String(status));
      }
      return got;
    },
    async shift(shares: readonly [number, number], seconds?: number): Promise<void> {
      const DefaultActions = actionsFor(shares, seconds);
      await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    },
    async setAttributes(TargetGroupArn: string, attributes: Readonly<Record<string, string>>): Promise<void> {
      const Attributes = Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
      await client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
    },
  };
}

function stick(action: Action, seconds: number | undefined): Action {
  if (seconds === undefined) return action;
  const TargetGroupStickinessConfig = { Enabled: true, DurationSeconds: seconds };
  return { ...action, ForwardConfig: { ...action.ForwardConfig, TargetGroupStickinessConfig } };
}

function readSetCookies(header: string): Record<string, string> {
  const lines = header.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [pair = ''] = line.split(';', 1);
      const mark = pair.indexOf('=');
      return [pair.slice(0, mark), pair.slice(mark + 1)];
    }),
  );
}

/** How often each thing occurs. */
export function count(things: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const thing of things) counts[thing] = (counts[thing] ?? 0) + 1;
  return counts;
}
