import { expect, jest, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { folderOf, type RecordPart } from '../../../lib/aws/record/names.ts';
import { readFolder } from '../../../lib/aws/record/parameters.ts';
import { readPlan } from '../../../lib/aws/record/plan.ts';
import { KEPT } from '../../../lib/aws/record/prune.ts';
import { LASTING } from '../testing/surroundings.ts';
import { createWorld, NEXT, RECORD } from '../testing/world.ts';
import type { Ports } from './ports.ts';
import { finishRecord } from './record/finish-record.ts';
import { readRecordedPlan } from './record/recorded-plan.ts';
import { underLease } from './record/under-lease.ts';
import { startTimeline } from './report/timeline.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Years of releases with `npm run matrix`, months of them else: from the twenty-first on all are alike. */
const MANY = process.env.MATRIX === 'whole' ? 1_000 : 90;

jest.setTimeout(900_000);

/** A platform whose record has so many releases: all that they did to it, without what they did to ECS. */
async function createAged(releases: number): Promise<World> {
  const world = await createWorld();
  const { clock, ports } = world;
  const own: Ports = {
    ...ports,
    parameterStore: async () => ports.ssm,
    monitoring: async () => ports.cloudwatch,
    ...{ stopwatch: { read: clock.now }, owner: { repository: 'org/shop', runId: 'earlier' } },
    ...{ probe: world.probe, session: LASTING, mask: () => {} },
    ...{ keepEvidence: async () => '/dev/null', timeline: startTimeline(ports) },
  };
  const recordPorts = { ...own, ssm: ports.ssm };
  await clock.run(
    (async () => {
      const plan = readRecordedPlan(await readPlan(recordPorts, RECORD, 1), RECORD);
      for (let release = 2; release <= releases; release++) {
        await underLease({ record: RECORD, mode: 'release', mayPreempt: false }, own, async (_free, open) => {
          const planned = { ...plan, releaseId: open?.lease.number ?? 0 };
          await open?.plan(planned);
          if (open) await finishRecord(open, { verdict: 'released', liveSlot: 'green', plan: planned }, own);
          return { result: undefined, isUnfinished: false };
        });
      }
      await sleep(clock, 60_000);
    })(),
  );
  return world;
}

function sizeOf({ clock, ports }: World, part: RecordPart): Promise<number> {
  const own = { ...ports, stopwatch: { read: clock.now } };
  return clock.run(readFolder(own, folderOf(RECORD, part)).then(({ length }) => length));
}

/** How often tasks and targets are looked at hangs on the jitter of the polls, and on nothing that a record holds. */
const POLLED = ['ListTasks', 'DescribeTasks', 'DescribeServices', 'DescribeTargetHealth'];

/** What a release calls besides; pages after the first are counted apart, since some end early by chance. */
async function callsAfter(releases: number) {
  const world = await createAged(releases);
  const mark = world.aws.journal.length;
  expect((await world.release(NEXT)).outputs).toMatchObject({
    verdict: 'released',
    'release-id': `${releases + 1}`,
  });
  const calls = world.aws.journal
    .slice(mark)
    .filter(({ call, error }) => !POLLED.includes(call.operation) && error !== 'ThrottlingException');
  const isPage = (input: unknown) => (input as { NextToken?: string }).NextToken !== undefined;
  const sizes = [await sizeOf(world, 'lease'), await sizeOf(world, 'plan'), await sizeOf(world, 'releases')];
  return {
    sizes,
    calls: calls.filter(({ input }) => !isPage(input)).length,
    pages: calls.filter(({ input }) => isPage(input)).length,
  };
}

test(`a release after ${MANY} earlier ones makes no more calls than one after 20, and leaves as small a record`, async () => {
  const few = await callsAfter(KEPT);
  const many = await callsAfter(MANY);
  expect(many.sizes).toEqual([KEPT, KEPT, KEPT]);
  expect(few.sizes).toEqual([KEPT, KEPT, KEPT]);
  expect(many.calls).toBeLessThanOrEqual(few.calls);
  expect(many.pages).toBeLessThanOrEqual(few.pages + 3);
});
