import { ActionFailure } from '../../../../lib/action/errors.ts';
import {
  contractsSince,
  type History,
  type NumberedMigration,
  type NumberedRelease,
  previousRelease,
} from '../../../../lib/aws/record/releases.ts';
import type { Destination } from './destination.ts';

/** A version that a rollback can bring back. */
export interface Version {
  /** The release that put it into service; undefined when the record knows of none. */
  readonly release: NumberedRelease | undefined;
  /** Family and revision, or ARN; undefined for an image that no release has carried. */
  readonly taskDefinition: string | undefined;
  readonly image: string | undefined;
}

/**
 * Finds the version that is meant in the record.
 * @param live ARN of the task definition that serves now
 * @throws ActionFailure when the record does not know it
 */
export function chooseVersion(history: History, live: string, to: Destination): Version {
  const served = history.releases.filter(({ verdict }) => verdict === 'released');
  switch (to.kind) {
    case 'previous': {
      const release = previousRelease(history, live);
      if (!release) throw unknown(`The record knows of no release before ${live}, which serves now.`, served);
      return versionOf(release);
    }
    case 'release': {
      const release = served.find(({ number }) => number === to.number);
      if (!release) throw unknown(`The record has no release ${to.number} that has served.`, served);
      return versionOf(release);
    }
    case 'image': {
      const release = served.find(({ image }) => image === to.image);
      return release ? versionOf(release) : { release, taskDefinition: undefined, image: to.image };
    }
    case 'task-definition': {
      const release = served.find(({ taskDefinition }) => isSame(taskDefinition, to.reference));
      return { release, taskDefinition: to.reference, image: release?.image };
    }
  }
}

/** @throws ActionFailure when the database has been changed in a way that the version cannot live with */
export function refuseSchemaRisk(history: History, { release }: Version): void {
  const [newest] = contractsSince(history, release?.number ?? 0);
  if (!newest) return;
  const what = release ? `release ${release.number}` : 'that version';
  throw new ActionFailure({
    cause: `A migration of release ${newest.release} has taken away what ${what} needs of the database (phase contract).`,
    advice: `Release a corrected version instead. If you know that it runs all the same, set accept-schema-risk: true. ${describeBackup(newest)}`,
  });
}

function describeBackup({ backup }: NumberedMigration): string {
  return backup === undefined
    ? 'The record names no backup from before it.'
    : `The database as it was before can be had from ${backup}.`;
}

function versionOf(release: NumberedRelease): Version {
  return { release, taskDefinition: release.taskDefinition, image: release.image };
}

/** `web:3` is the end of its ARN. */
function isSame(arn: string | undefined, reference: string): boolean {
  return arn !== undefined && (arn === reference || arn.endsWith(`/${reference}`));
}

function unknown(cause: string, served: readonly NumberedRelease[]): ActionFailure {
  const known = served.map(({ number, image }) => `${number}${image === undefined ? '' : ` (${image})`}`);
  return new ActionFailure({
    cause,
    advice: `Name the version with "to": an image with its digest, a task definition${known.length > 0 ? `, or one of the releases ${known.join(', ')}` : ''}.`,
  });
}
