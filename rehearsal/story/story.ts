import type { SecondCounts, TrafficTotals } from '../traffic/tally.ts';
import { createInfrastructure } from './infrastructure.ts';
import { RELEASES, type Release } from './releases.ts';
import { REPOSITORY, STORY_SETTINGS, SWITCH_INPUTS } from './settings.ts';
import type { Stage, StepEnd } from './stage.ts';

/** One release of the story and how it went. */
export interface Chapter {
  readonly release: Release;
  /** Milliseconds since the epoch: from the start of the switch to its end. */
  readonly from: number;
  readonly to: number;
  readonly end: StepEnd;
}

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
}

/**
 * Lives through the releases: the first into an empty platform, all of them under constant traffic, which counts from
 * the moment when the first release serves.
 * @throws Error when a release could not even be published
 */
export async function tellStory(stage: Stage, { onProgress = () => {} }: StoryHooks = {}): Promise<Story> {
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

  for (const release of RELEASES) {
    onProgress(`Release ${release.version}, which should be ${release.expected}`);
    const published = await stage.publish(release);
    const { image } = published.outputs;
    if (image === undefined) throw new Error(`Release ${release.version} has no image: ${published.cause}`);
    const begun = stage.clock.now();
    const end = await stage.runSwitch({
      ...SWITCH_INPUTS,
      mode: chapters.length === 0 ? 'bootstrap' : 'release',
      target: JSON.stringify(target),
      image,
      'probe-url': `${url}/`,
    });
    chapters.push({ release, from: begun, to: stage.clock.now(), end });
    onProgress(`Release ${release.version}: ${end.outputs.verdict}${end.cause ? `, ${end.cause}` : ''}`);
  }
  const { seconds, totals } = await traffic.stop();
  return { from, to: stage.clock.now(), chapters, seconds, totals };
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
