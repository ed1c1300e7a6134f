import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { RELEASES } from '../../rehearsal/story/scenes.ts';
import { tellStory } from '../../rehearsal/story/story.ts';
import { createVirtualStage } from '../../rehearsal/story/virtual-stage.ts';
import { median } from './median.ts';

const ROUNDS = 7;

/** The whole story of four releases must not take longer than this. */
const AIM_MILLISECONDS = 2_000;

/** How long the story takes in virtual time, and how much of it there is. Prints one line. */
export async function benchStory(): Promise<void> {
  const times: number[] = [];
  let size = '';
  for (let seed = 0; seed <= ROUNDS; seed += 1) {
    const begun = performance.now();
    const clock = createVirtualClock(Date.UTC(2026, 0, 1));
    const stage = await createVirtualStage(clock, seed);
    const { from, to, totals } = await clock.run(tellStory(stage, { scenes: RELEASES }));
    // The first round loads modules and warms the engine up.
    if (seed > 0) times.push(performance.now() - begun);
    size = `${Math.round((to - from) / 1000)} s of virtual time, ${totals.total} requests, ${stage.journal.length} AWS calls`;
  }
  const milliseconds = Math.round(median(times));
  const verdict = milliseconds <= AIM_MILLISECONDS ? 'met' : 'MISSED';
  console.log(
    `a story of four releases: ${milliseconds} ms for ${size} (aim ${AIM_MILLISECONDS} ms: ${verdict})`,
  );
}
