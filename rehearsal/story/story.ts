import type { SecondCounts, TrafficTotals } from '../traffic/tally.ts';
import { createInfrastructure } from './infrastructure.ts';
import { type Chapter, playScene } from './play-scene.ts';
import { SCENES, type Scene } from './scenes.ts';
import { REPOSITORY, STORY_SETTINGS } from './settings.ts';
import type { Stage } from './stage.ts';

/** Everything that a story has shown. */
export interface Story {
  readonly from: number;
  readonly to: number;
  readonly chapters: readonly Chapter[];
  readonly seconds: readonly SecondCounts[];
  readonly totals: TrafficTotals;
}

export interface StoryHooks {
  /** Told what happens, as it happens. */
  readonly onProgress?: (line: string) => void;
  /** By default the whole story. */
  readonly scenes?: readonly Scene[];
}

/**
 * Lives through the scenes: the first release into an empty platform, all of them under constant traffic, which counts
 * from the moment when the first release serves.
 * @throws Error when a release could not even be published
 */
export async function tellStory(
  stage: Stage,
  { onProgress = () => {}, scenes = SCENES }: StoryHooks = {},
): Promise<Story> {
  const from = stage.clock.now();
  const { target, listenerArn } = await createInfrastructure(stage.clients, stage.clock);
  await stage.clients.ecr.createRepository({ repositoryName: REPOSITORY });
  const url = stage.addressOf(listenerArn);
  const chapters: Chapter[] = [];
  const traffic = stage.startTraffic(url);
  onFirstReadBack(stage, () => {
    // A node that has not yet seen the rule's change still sends requests to the empty slot.
    stage.clock.after(STORY_SETTINGS.elbv2.ruleLag.max, () => void traffic.countFromNow());
  });

  const setting = { stage, target: JSON.stringify(target), url };
  for (const scene of scenes) {
    onProgress(announce(scene));
    const played = await playScene(scene, setting);
    chapters.push(...played);
    for (const { name, end } of played) {
      onProgress(`${name}: ${end.outputs.verdict ?? 'lost'}${end.cause ? `, ${end.cause}` : ''}`);
    }
  }
  const { seconds, totals } = await traffic.stop();
  return { from, to: stage.clock.now(), chapters, seconds, totals };
}

function announce(scene: Scene): string {
  switch (scene.kind) {
    case 'release':
      return `Release ${scene.release.version}, which should be ${scene.expected}`;
    case 'rollback':
      return 'A rollback by hand, to what served before';
    case 'lost':
      return `Release ${scene.release.version}, whose machine is lost in the middle of the shift, and a recovery`;
    case 'together':
      return `Releases ${scene.releases.map(({ version }) => version).join(' and ')} in the same moment`;
  }
}

/** Calls back when the first change of a listener's weights has been read back. */
function onFirstReadBack(stage: Stage, callback: () => void): void {
  const awaited = ['ModifyListener', 'DescribeRules'];
  stage.onCall(({ call }) => {
    if (call.operation !== awaited[0]) return;
    awaited.shift();
    if (awaited.length === 0) callback();
  });
}
