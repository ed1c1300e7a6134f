import { sleep } from '../../../lib/action/clock.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** What no request and no rule may ever come to, looked at in every second of so many. */
export async function judgeTraffic(world: World, seconds: number): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (let second = 0; second < seconds; second++) {
    for (const { ruleArn, groups } of world.aws.traffic()) {
      const empty = groups.filter(({ weight, healthyTargets }) => weight > 0 && healthyTargets === 0);
      complaints.push(
        ...empty.map(({ targetGroupArn }) => `${ruleArn} sends to the empty ${targetGroupArn}`),
      );
    }
    const answer = await world.visit(`${world.url}/`);
    if (answer === 'refused' || answer.status !== 200) {
      complaints.push(`a visitor got ${answer === 'refused' ? answer : answer.status}`);
    }
    await sleep(world.clock, 1_000);
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
