import { sleep } from '../../../lib/action/clock.ts';
import type { SlotName, Target } from '../../../lib/aws/target.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** What no request and no rule may ever come to, looked at in every second of so many, or less often. */
export async function judgeTraffic(world: World, seconds: number, every = 1): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (let second = 0; second < seconds; second += every) {
    for (const { ruleArn, groups } of world.aws.traffic()) {
      const empty = groups.filter(({ weight, healthy }) => weight > 0 && healthy.length === 0);
      complaints.push(
        ...empty.map(({ targetGroupArn }) => `${ruleArn} sends to the empty ${targetGroupArn}`),
      );
    }
    const answer = await world.visit(`${world.url}/`);
    if (answer === 'refused' || answer.status !== 200) {
      complaints.push(`a visitor got ${answer === 'refused' ? answer : answer.status}`);
    }
    await sleep(world.clock, every * 1_000);
  }
  return complaints;
}

/** Judges beside whatever else happens, until it is stopped; then it gives every complaint. */
export function watchTraffic(world: World): { readonly stop: () => Promise<readonly string[]> } {
  const complaints: string[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) complaints.push(...(await judgeTraffic(world, 1)));
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
      return complaints;
    },
  };
}

/** How each production rule shares its traffic: `blue 10, green 90`, in the order of the target. */
export function sharesOf(world: World, { slots, productionRules }: Target): readonly string[] {
  const traffic = world.aws.traffic();
  return productionRules.map((ruleArn) => {
    const { groups } = traffic.find((rule) => rule.ruleArn === ruleArn) ?? { groups: [] };
    const weightOf = ({ targetGroup }: Target['slots']['blue']) =>
      groups.find(({ targetGroupArn }) => targetGroupArn === targetGroup)?.weight ?? 0;
    return `blue ${weightOf(slots.blue)}, green ${weightOf(slots.green)}`;
  });
}

/** The slot that has all the weight of every production rule, and of the test rules; undefined when none has. */
export function gatheredIn(world: World, target: Target): SlotName | undefined {
  const { productionRules, testRules = [] } = target;
  const shares = new Set(sharesOf(world, { ...target, productionRules: [...productionRules, ...testRules] }));
  const only = { 'blue 100, green 0': 'blue', 'blue 0, green 100': 'green' } as const;
  const [share = ''] = shares;
  return shares.size === 1 ? only[share as keyof typeof only] : undefined;
}

/** The versions that so many visitors meet. */
export async function versionsMet(world: World, visitors = 40): Promise<readonly string[]> {
  const versions = new Set<string>();
  for (let visitor = 0; visitor < visitors; visitor++) {
    const answer = await world.visit(`${world.url}/`);
    versions.add(answer === 'refused' ? answer : String(answer.headers['x-app-version']));
  }
  return [...versions].sort();
}
