import { describe, expect, test } from '@jest/globals';
import type { JournalEntry } from '../aws/kernel/dispatch.ts';
import { createVirtualClock } from '../aws/kernel/virtual-clock.ts';
import type { Chapter } from './play-scene.ts';
import { STORY_SETTINGS } from './settings.ts';
import { type Story, tellStory } from './story.ts';
import { createVirtualStage } from './virtual-stage.ts';

async function tell(seed: number): Promise<{ story: Story; journal: readonly JournalEntry[] }> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const stage = await createVirtualStage(clock, seed);
  return { story: await clock.run(tellStory(stage)), journal: stage.journal };
}

/** Requests that failed while a chapter lasted. */
function failuresIn({ samples }: Story['totals'], { from, to }: Chapter) {
  return samples.filter(({ at }) => at >= from && at < to);
}

const NAMES = [
  ...['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0', 'rollback'],
  ...['6.0.0', 'recover', '7.0.0', '8.0.0'],
];

describe('the story in virtual time', () => {
  test.each([1, 2, 3, 4, 5])(
    'seed %i: every run ends as it should, and only the bad release costs requests',
    async (seed) => {
      const { story, journal } = await tell(seed);
      expect(story.chapters.map(({ name, end }) => [name, end.outputs.verdict ?? 'lost'])).toEqual(
        story.chapters.map(({ name, expected }) => [name, expected]),
      );
      expect(story.chapters.map(({ name }) => name)).toEqual(NAMES);
      expect(story.totals.total).toBeGreaterThan(1_000);
      expect(story.totals.samplesLeftOut).toBe(0);
      // A release follows the one before without a pause, and Parameter Store takes three writes a second.
      const throttled = journal.filter(({ error }) => error?.startsWith('Throttling'));
      expect(throttled.filter(({ call }) => call.operation !== 'PutParameter')).toEqual([]);
      const bad = story.chapters.find(({ expected }) => expected === 'rolled-back');
      if (!bad) throw new Error('The story has a bad release.');
      for (const good of story.chapters.filter((chapter) => chapter !== bad)) {
        expect([good.name, failuresIn(story.totals, good)]).toEqual([good.name, []]);
      }

      const writes = journal.filter(({ at, call }) => call.operation === 'ModifyListener' && at >= bad.from);
      const [firstWeight, rollback] = writes.map(({ at }) => at);
      if (firstWeight === undefined || rollback === undefined)
        throw new Error('Release 3 moved and went back.');
      const latest = rollback + STORY_SETTINGS.elbv2.ruleLag.max;
      for (const { at } of failuresIn(story.totals, bad)) {
        expect(at).toBeGreaterThanOrEqual(firstWeight);
        expect(at).toBeLessThanOrEqual(latest);
      }
    },
  );

  test('the same seed gives the same calls, with the same input at the same time, byte for byte', async () => {
    const [one, two] = [await tell(7), await tell(7)];
    expect(serialise(one.journal)).toBe(serialise(two.journal));
    expect(one.journal.length).toBeGreaterThan(100);
    expect(serialise((await tell(8)).journal)).not.toBe(serialise(one.journal));
  });
});

function serialise(journal: readonly JournalEntry[]): string {
  return journal
    .map(({ at, call, input, error }) => JSON.stringify([at, call.operation, input, error]))
    .join('\n');
}
