import type { ModifyListenerInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { JournalEntry } from '../aws/kernel/dispatch.ts';
import type { Moment, Phase, Rehearsal, ReleaseRecord, Verdict, WeightReading } from '../report/model.ts';
import type { Chapter } from './play-scene.ts';
import type { Story } from './story.ts';

/** What the report shows of a story, from the story and from what AWS was asked. */
export function recordRehearsal(
  story: Story,
  journal: readonly JournalEntry[],
  facts: readonly string[],
): Rehearsal {
  const calls = journal.filter(({ at }) => story.chapters.some((chapter) => isDuring(chapter, at)));
  return {
    title: 'A story of releases',
    facts,
    traffic: { seconds: story.seconds, totals: story.totals },
    releases: story.chapters.map((chapter) => recordRelease(chapter, calls)),
    // What the infrastructure began with: all of the weight on the empty slot blue.
    weights: [{ at: story.from, weights: { blue: 100, green: 0 } }, ...calls.flatMap(readWeights)],
    calls: calls.map(({ at, call }) => ({ at, operation: call.operation })),
    moments: story.chapters.flatMap((chapter) => readMoments(chapter, calls)),
  };
}

function recordRelease(chapter: Chapter, calls: readonly JournalEntry[]): ReleaseRecord {
  const { name, from, to, end } = chapter;
  const seconds = (name: string) => (end.outputs[name] === undefined ? null : Number(end.outputs[name]));
  return {
    version: name,
    verdict: readVerdict(chapter),
    from,
    to,
    phases: readPhases(
      chapter,
      calls.filter(({ at }) => isDuring(chapter, at)),
    ),
    ...(end.cause === undefined ? {} : { cause: end.cause }),
    secondsToHealthy: seconds('seconds-to-healthy'),
    secondsToShift: seconds('seconds-to-shift'),
    secondsToRollback: seconds('seconds-to-rollback'),
  };
}

/** @throws Error when a run ended in a way that no chapter of the story may end in */
function readVerdict({ name, end }: Chapter): Verdict {
  const { verdict = 'lost' } = end.outputs;
  if (verdict === 'released' || verdict === 'rolled-back' || verdict === 'refused' || verdict === 'lost')
    return verdict;
  throw new Error(`Release ${name} ended with ${verdict}: ${end.cause}`);
}

/** Which stretch of a run is which, told by its writes alone: it starts, it has traffic, the rest is tidied up. */
function readPhases(chapter: Chapter, calls: readonly JournalEntry[]): Phase[] {
  const { from, to } = chapter;
  const timesOf = (operation: string) =>
    calls.filter(({ call }) => call.operation === operation).map(({ at }) => at);
  const [firstWeight, ...laterWeights] = timesOf('ModifyListener');
  if (firstWeight === undefined) return [{ name: 'bring up', from, to }];
  const isBack = readVerdict(chapter) === 'rolled-back' && laterWeights.length > 0;
  const back = isBack ? laterWeights.at(-1) : undefined;
  const parked = timesOf('UpdateService').at(-1) ?? to;
  return [
    { name: 'bring up', from, to: firstWeight },
    { name: 'hold and bake', from: firstWeight, to: back ?? Math.max(parked, firstWeight) },
    ...(back === undefined ? [] : [{ name: 'put back', from: back, to: parked }]),
  ];
}

/** The moment that a visitor of a bad release waits for. */
function readMoments(chapter: Chapter, calls: readonly JournalEntry[]): Moment[] {
  if (chapter.end.outputs.verdict !== 'rolled-back') return [];
  const back = calls.findLast(({ at, call }) => call.operation === 'ModifyListener' && isDuring(chapter, at));
  return back ? [{ at: back.at, label: 'weights back' }] : [];
}

function readWeights({ at, call, input }: JournalEntry): WeightReading[] {
  if (call.operation !== 'ModifyListener') return [];
  const { DefaultActions = [] } = input as ModifyListenerInput;
  const groups = DefaultActions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
  return [
    {
      at,
      weights: Object.fromEntries(
        groups.map(({ TargetGroupArn = '', Weight = 0 }) => [slotOf(TargetGroupArn), Weight]),
      ),
    },
  ];
}

/** `…:targetgroup/web-green/0123…` is the group of slot green. */
function slotOf(targetGroupArn: string): string {
  return /targetgroup\/web-([a-z]+)\//.exec(targetGroupArn)?.[1] ?? targetGroupArn;
}

function isDuring({ from, to }: Chapter, at: number): boolean {
  return at >= from && at < to;
}
