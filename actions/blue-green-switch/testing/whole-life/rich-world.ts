import { sleep } from '../../../../lib/action/clock.ts';
import { KEPT } from '../../../../lib/aws/record/prune.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { STORY_SETTINGS } from '../../../../rehearsal/story/settings.ts';
import { addAlarm, SMALLEST_BAKE } from '../alarms.ts';
import { type createWorld, RECORD, TEST_KEY } from '../world.ts';

export type World = Awaited<ReturnType<typeof createWorld>>;
export type Given = Readonly<Record<string, string>>;

/** It is not known for certain whether ECS looks for iam:PassRole when it updates a service: here it does. */
export const SETTINGS = { ...STORY_SETTINGS, iam: { passRoleAtServices: true }, journalLimit: 100_000 };

/** How a container behaves that crashes; its log tells why. */
export const CRASHES = { environment: { CRASH_AFTER_SECONDS: '1' } };

export const TIMES = { hold: '5s', bake: SMALLEST_BAKE, 'healthy-timeout': '1m' };

/** A platform with all that a run may have to do with. */
export interface RichWorld {
  readonly world: World;
  /** It names the default rule by its listener. */
  readonly target: Target;
  /** Inputs that go through the test rule, and that gate on alarms. */
  readonly tested: Given;
  readonly alarms: Given;
}

/**
 * Adds a test rule that asks for a secret header, an alarm with a tag, and the target as a parameter.
 * @param shares of blue and green in the test rule
 */
export async function enrich(
  world: World,
  whole: Target,
  shares: readonly [number, number],
): Promise<RichWorld> {
  const { clock, infrastructure, ports, url } = world;
  const { testRules = [] } = (await world.addTestRule(shares)).target;
  const productionRules = whole.productionRules.with(0, infrastructure.listenerArn);
  const target = { ...whole, productionRules, testRules };
  const name = `${RECORD}/standby-key`;
  await clock.run(ports.ssm.putParameter({ Name: RECORD, Type: 'String', Value: JSON.stringify(target) }));
  await clock.run(ports.ssm.putParameter({ Name: name, Type: 'SecureString', Value: TEST_KEY }));
  const Tags = [{ Key: 'service', Value: 'web' }];
  await addAlarm(world, 'orders', { TreatMissingData: 'notBreaching', Tags });
  return {
    ...{ world, target },
    tested: { 'test-url': `${url}/`, 'test-headers': `x-standby=ssm:${name}` },
    alarms: { alarms: 'tag:service=web' },
  };
}

/** What a record holds of one release, as text. */
export interface Recorded {
  readonly lease: string;
  readonly release: string;
}

/** As many such releases as a record keeps: the end of the next one takes the oldest away. */
export async function fillRecord({ clock, ports }: World, { lease, release }: Recorded): Promise<void> {
  const put = (name: string, Value: string) =>
    ports.ssm.putParameter({ Name: `${RECORD}/${name}`, Value, Type: 'String', Overwrite: true });
  const fill = async () => {
    for (let number = 1; number <= KEPT; number += 1) {
      await put(`lease/${number}`, lease);
      await put(`plan/${number}/1`, '-');
      await put(`releases/${number}`, release);
    }
  };
  await clock.run(fill());
}

/** @param release its number in the record */
export async function readRecorded({ clock, ports }: World, release: number): Promise<Recorded> {
  const read = async (name: string) => {
    const { Parameter } = await clock.run(ports.ssm.getParameter({ Name: `${RECORD}/${name}` }));
    return Parameter?.Value ?? '';
  };
  return { lease: await read(`lease/${release}`), release: await read(`releases/${release}`) };
}

/** Longer than a lost run keeps its lease. */
export const rest = ({ clock }: World) => clock.run(sleep(clock, 150_000));

/** The same target with a slip in the name of a service. */
export function misname(target: Target): Target {
  const blue = { ...target.slots.blue, service: 'web-bleu' };
  return { ...target, slots: { ...target.slots, blue } };
}
