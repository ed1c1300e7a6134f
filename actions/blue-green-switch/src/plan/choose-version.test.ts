import { describe, expect, test } from '@jest/globals';
import type { History, NumberedRelease } from '../../../../lib/aws/record/releases.ts';
import { chooseVersion, refuseSchemaRisk } from './choose-version.ts';
import type { Destination } from './destination.ts';

function entry(number: number, given: Partial<NumberedRelease> = {}): NumberedRelease {
  return {
    ...{
      number,
      mode: 'release',
      verdict: 'released',
      image: `web@${number}`,
      taskDefinition: `arn/web:${number}`,
    },
    owner: { repository: 'org/shop', runId: '1' },
    ...{ startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:05:00Z' },
    ...given,
  };
}

const back = { mode: 'rollback', taskDefinition: 'arn/web:1', previousTaskDefinition: 'arn/web:2' };

function choose(releases: readonly NumberedRelease[], live: string, to: Destination) {
  return chooseVersion({ releases, migrations: [] }, live, to);
}

const PREVIOUS = { kind: 'previous' } as const;

describe('the version of a rollback', () => {
  test.each<[string, NumberedRelease[], string, number]>([
    ['is what served before', [entry(2), entry(1)], 'arn/web:2', 1],
    ['is no release that failed', [entry(3), entry(2, { verdict: 'rolled-back' }), entry(1)], 'arn/web:3', 1],
    ['is the newest when something else serves', [entry(2), entry(1)], 'arn/web:9', 2],
    [
      'is none from which somebody has gone back',
      [entry(4, { ...back }), entry(3), entry(2), entry(1)],
      'arn/web:1',
      3,
    ],
    ['is what a rollback has brought back', [entry(4), entry(3, { ...back }), entry(2)], 'arn/web:4', 3],
  ])('%s', (_how, releases, live, number) => {
    expect(choose(releases, live, PREVIOUS).release?.number).toBe(number);
  });

  test('is not the one that was left, when nothing is before', () => {
    const releases = [entry(3, { ...back }), entry(2), entry(1)];
    expect(() => choose(releases, 'arn/web:1', PREVIOUS)).toThrow(
      expect.objectContaining({
        message: 'The record knows of no release before arn/web:1, which serves now.',
        failure: expect.objectContaining({
          advice: expect.stringContaining('one of the releases 3 (web@3), 2 (web@2), 1 (web@1).'),
        }),
      }),
    );
  });

  test('may be named by its release, image or task definition', () => {
    const releases = [entry(2), entry(1)];
    for (const to of [
      { kind: 'release', number: 1 },
      { kind: 'image', image: 'web@1' },
      { kind: 'task-definition', reference: 'web:1' },
      { kind: 'task-definition', reference: 'arn/web:1' },
    ] as const) {
      expect(choose(releases, 'arn/web:2', to).release?.number).toBe(1);
    }
  });

  test('may be an image or a task definition that no release has carried', () => {
    expect(choose([], 'arn/web:2', { kind: 'image', image: 'web@7' })).toEqual({
      ...{ release: undefined, taskDefinition: undefined, image: 'web@7' },
    });
    expect(choose([], 'arn/web:2', { kind: 'task-definition', reference: 'web:7' })).toEqual({
      ...{ release: undefined, taskDefinition: 'web:7', image: undefined },
    });
  });

  test('is no release that has never served', () => {
    const releases = [entry(2, { verdict: 'refused' })];
    expect(() => choose(releases, 'arn/web:1', { kind: 'release', number: 2 })).toThrow(
      'The record has no release 2 that has served.',
    );
  });
});

describe('a contract migration', () => {
  const history: History = {
    releases: [],
    migrations: [
      { release: 3, phase: 'contract', backup: 'snapshot shop-2' },
      { release: 2, phase: 'expand' },
    ],
  };

  test('bars the way to what was before it, and names the backup', () => {
    const version = { release: entry(2), taskDefinition: 'arn/web:2', image: 'web@2' };
    expect(() => refuseSchemaRisk(history, version)).toThrow(
      expect.objectContaining({
        message:
          'A migration of release 3 has taken away what release 2 needs of the database (phase contract).',
        failure: expect.objectContaining({ advice: expect.stringContaining('snapshot shop-2') }),
      }),
    );
  });

  test('bars the way to a version of which nobody knows when it was made', () => {
    const version = { release: undefined, taskDefinition: 'arn/web:7', image: undefined };
    expect(() => refuseSchemaRisk(history, version)).toThrow('what that version needs');
  });

  test('does not bar the way to its own release', () => {
    const version = { release: entry(3), taskDefinition: 'arn/web:3', image: 'web@3' };
    expect(() => refuseSchemaRisk(history, version)).not.toThrow();
  });
});
