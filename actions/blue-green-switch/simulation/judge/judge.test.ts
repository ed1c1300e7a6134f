import { describe, expect, test } from '@jest/globals';
import { play } from '../play/play.ts';
import type { Scenario } from '../scenario.ts';
import { CALM } from '../testing/facts.ts';
import type { PlayedRun, Trace, TraceEvent, Truth } from '../trace.ts';
import { findFacts } from './facts.ts';
import { judge } from './judge.ts';

const trace = await play(CALM);

/** The promises that are found broken when something had been seen otherwise. */
function broken(change: (event: TraceEvent) => TraceEvent | undefined, scenario = CALM): string[] {
  const events = trace.events.flatMap((event) => change(event) ?? []);
  return promisesIn({ ...trace, events }, scenario);
}

function brokenBy(change: (run: PlayedRun) => PlayedRun): string[] {
  return promisesIn({ ...trace, runs: trace.runs.map(change) }, CALM);
}

function promisesIn(changed: Trace, scenario: Scenario): string[] {
  return [...new Set(judge(scenario, findFacts(changed)).map(({ promise }) => promise))];
}

/** Every look at the platform, changed. */
function otherwise(change: (truth: Truth) => Truth) {
  return (event: TraceEvent): TraceEvent => {
    if (event.kind === 'write') return { ...event, before: change(event.before), after: change(event.after) };
    return 'truth' in event ? { ...event, truth: change(event.truth) } : event;
  };
}

const isParking = (event: TraceEvent) =>
  event.kind === 'write' &&
  event.operation === 'UpdateService' &&
  (event.input as { desiredCount: number }).desiredCount === 0;

const isWeight = (event: TraceEvent) =>
  event.kind === 'write' && /^Modify/.test(event.operation) && event.by === 'RUN1';

/** The outputs of the release itself. */
function endOf(run: PlayedRun, outputs: Readonly<Record<string, string>>, isRed = false): PlayedRun {
  if (run.name !== 'RUN1' || run.ending.kind !== 'ended') return run;
  const failure = isRed ? { failure: { cause: 'It was bad.' } } : {};
  return { ...run, ending: { ...run.ending, outputs: { ...run.ending.outputs, ...outputs }, ...failure } };
}

describe('the judge', () => {
  test('finds nothing in a calm world', () => {
    expect(broken((event) => event)).toEqual([]);
  });

  test('sees a slot raised without healthy targets', () => {
    const unhealthy = otherwise((truth) => ({
      ...truth,
      slots: { ...truth.slots, blue: { ...truth.slots.blue, healthy: [] } },
    }));
    expect(broken(unhealthy)).toContain('healthy before raised');
  });

  test('sees a slot raised with targets of another revision', () => {
    const old = otherwise((truth) => ({
      ...truth,
      slots: {
        ...truth.slots,
        blue: {
          ...truth.slots.blue,
          healthy: truth.slots.blue.healthy.map((targets) => ({ ...targets, taskDefinition: 'web:0' })),
        },
      },
    }));
    expect(broken(old)).toContain('healthy before raised');
  });

  test('sees tasks taken from a slot that has traffic', () => {
    const split = broken((event) => {
      if (!isParking(event) || event.kind !== 'write') return event;
      const rules = event.before.rules.map(() => ({ blue: 50, green: 50 }));
      return { ...event, before: { ...event.before, rules } };
    });
    expect(split).toContain('no tasks from a slot with traffic');
  });

  test('sees a slot parked before the hold is over', () => {
    const early = broken((event) => (isParking(event) ? { ...event, at: lastWeightAt() + 1_000 } : event));
    expect(early).toContain('park after the hold');
  });

  test('sees a write after the margin of a successor', () => {
    const lease = trace.events.find(
      (event) =>
        event.kind === 'write' && event.by === 'RUN1' && event.operation === 'PutParameter' && !event.error,
    );
    if (lease?.kind !== 'write') throw new Error('It has a lease.');
    const input = { ...(lease.input as object), Name: '/platform/shop/production/web/lease/3' };
    const other = { ...lease, at: lease.at + 1, by: 'RUN2', input };
    const events = trace.events.flatMap((event) => (event === lease ? [event, other] : [event]));
    expect(promisesIn({ ...trace, events }, CALM)).toContain('deployers never interleave');
  });

  test('sees a rollback that raises what it leaves', () => {
    const events = trace.events.map((event) =>
      event.kind === 'write' && event.by === 'LAST' && /^Modify/.test(event.operation)
        ? { ...event, by: 'BACK', at: Number.MAX_SAFE_INTEGER }
        : event,
    );
    expect(promisesIn({ ...trace, events }, CALM)).toContain('a rollback never raises what it leaves');
  });

  test('sees a green end where the version does not serve', () => {
    const images = otherwise((truth) => ({
      ...truth,
      slots: {
        ...truth.slots,
        blue: {
          ...truth.slots.blue,
          healthy: truth.slots.blue.healthy.map((targets) => ({ ...targets, image: 'another' })),
        },
      },
    }));
    expect(broken(images)).toContain('green is true');
    expect(brokenBy((run) => endOf(run, { verdict: 'rolled-back' }))).toContain('green is true');
  });

  test('sees outputs that name the wrong slot, in a red end too', () => {
    expect(brokenBy((run) => endOf(run, { 'live-slot': 'green' }, true))).toContain('outputs tell what is');
  });

  test('sees a bug of the action', () => {
    const buggy = brokenBy((run) => {
      const cause = 'An error that was not expected: TypeError: x is undefined';
      return run.name === 'RUN1'
        ? { ...run, ending: { kind: 'ended', outputs: {}, failure: { cause } } }
        : run;
    });
    expect(buggy).toContain('no bugs');
  });

  test('sees a run that does not end', () => {
    const hung = brokenBy((run) => (run.name === 'RUN1' ? { ...run, ending: { kind: 'hung' } } : run));
    expect(hung).toContain('every run ends');
  });

  test('sees a split that nobody puts right, and a lease that nobody ends', () => {
    const split = otherwise((truth) => ({
      ...truth,
      rules: truth.rules.map(() => ({ blue: 50, green: 50 })),
    }));
    expect(broken(split)).toContain('a rerun settles');
    const held = broken((event) => {
      if (event.kind !== 'write' || event.by !== 'REPAIR1' || event.operation !== 'PutParameter')
        return event;
      const input = event.input as { Value: string };
      return { ...event, input: { ...input, Value: input.Value.replace('"done"', '"handed-over"') } };
    });
    expect(held).toContain('a rerun settles');
  });

  test('sees a record that names something else than what serves', () => {
    const wrong = broken((event) => {
      if (event.kind !== 'write' || event.operation !== 'PutParameter') return event;
      const input = event.input as { Name: string; Value: string };
      if (!input.Name.includes('/releases/')) return event;
      return { ...event, input: { ...input, Value: input.Value.replace(/web:\d+/, 'web:99') } };
    });
    expect(wrong).toContain('the record names what serves');
  });

  test('sees a way on that is closed', () => {
    const closed = brokenBy((run) => {
      if (run.name !== 'BACK') return run;
      return {
        ...run,
        ending: { kind: 'ended', outputs: { verdict: 'refused' }, failure: { cause: 'No.' } },
      };
    });
    expect(closed).toContain('the way on is open');
  });

  test('sees a visitor who meets an error, unless somebody else may have caused it', () => {
    let isFirst = true;
    const once = (event: TraceEvent) => {
      if (event.kind !== 'visit' || !isFirst) return event;
      isFirst = false;
      return { ...event, status: 503 };
    };
    expect(broken(once)).toEqual(['no visitor meets an error']);
    isFirst = true;
    expect(broken(once, { ...CALM, versions: ['good', 'errors-late'] })).toEqual([]);
  });

  test('sees a plan that asks for fewer tasks than serve', () => {
    const more = otherwise((truth) => ({
      ...truth,
      slots: { ...truth.slots, green: { ...truth.slots.green, desiredCount: 5 } },
    }));
    expect(broken(more)).toContain('as many tasks as serve');
  });
});

function lastWeightAt(): number {
  return trace.events.findLast(isWeight)?.at ?? 0;
}
