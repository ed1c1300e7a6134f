import { QUICK_SETTINGS } from '../../../rehearsal/aws/ecs/settings.ts';
import { switchNaively } from '../../../rehearsal/story/naive-switch.ts';
import { releaseUnderTraffic, type Visits } from '../../../rehearsal/story/release-under-traffic.ts';
import { SWITCH_INPUTS } from '../../../rehearsal/story/settings.ts';

/** Nodes obey a rule within 30 s, and go on sending to a target that was deregistered for up to 15 s. */
const SLOWEST_NODE_MILLISECONDS = 30_000;
const SETTINGS = {
  ecs: QUICK_SETTINGS,
  elbv2: {
    ruleLag: { min: 0, max: SLOWEST_NODE_MILLISECONDS },
    drainLag: { min: 0, max: 15_000 },
  },
};

/** Longer than the slowest node takes. */
const HOLD = '35s';

/** What visitors met in one world, by who released there. */
export interface Compared {
  readonly careful: Visits;
  readonly naive: Visits;
}

/** Releases a good version twice in the same world under load: as this action does, and as a simple script does. */
export async function compareVisits(seed: number, deregistrationDelaySeconds: number): Promise<Compared> {
  const circumstances = {
    ...{ seed, settings: SETTINGS, deregistrationDelaySeconds },
    settling: SLOWEST_NODE_MILLISECONDS,
  };
  const careful = await releaseUnderTraffic(circumstances, async ({ stage, target, image }) => {
    const inputs = { ...SWITCH_INPUTS, hold: HOLD, target: JSON.stringify(target), image };
    const { outputs } = await stage.runSwitch(inputs);
    if (outputs.verdict !== 'released')
      throw new Error(`The release of world ${seed} ended as ${outputs.verdict}`);
  });
  return { careful, naive: await releaseUnderTraffic(circumstances, switchNaively) };
}
