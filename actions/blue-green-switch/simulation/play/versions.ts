import type { Behaviour, Behaviours } from '../../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { imageOf } from '../../testing/image-of.ts';
import type { Scenario, VersionKind } from '../scenario.ts';

/** Image of a version, by its number from 1 on. */
export function imageOfVersion(number: number): string {
  return imageOf(number);
}

/** Number of the version, from 1 on; undefined for any other image. */
export function versionOfImage(image: string): number | undefined {
  const [, digit] = /@sha256:(\d)\1{63}$/.exec(image) ?? [];
  return digit === undefined ? undefined : Number(digit);
}

/** What is the matter with a version, in terms of the sample application. */
const BEHAVIOURS: Readonly<Record<VersionKind, Behaviour>> = {
  good: {},
  slow: { environment: { START_DELAY_SECONDS: '2', READY_DELAY_SECONDS: '5' } },
  'never-ready': { environment: { NEVER_READY: 'true' } },
  'crash-loop': { environment: { CRASH_AFTER_SECONDS: '1' } },
  'crashes-late': { environment: { CRASH_AFTER_SECONDS: '25' } },
  'errors-late': { environment: { ERRORS_AFTER_SECONDS: '20' } },
  sickens: { environment: { ERRORS_AFTER_SECONDS: '30', ERRORS_FAIL_HEALTH: 'true' } },
  flapping: { flapping: { readySeconds: 12, unreadySeconds: 12 } },
  'no-image': { pullError: 'CannotPullContainerError: manifest unknown' },
};

export function behavioursOf({ versions }: Pick<Scenario, 'versions'>): Behaviours {
  return Object.fromEntries(
    versions.map((kind, index) => [imageOfVersion(index + 1), named(BEHAVIOURS[kind], index + 1)]),
  );
}

/** Answers tell its number. */
function named({ environment, ...behaviour }: Behaviour, number: number): Behaviour {
  return { ...behaviour, environment: { ...environment, APP_VERSION: String(number) } };
}

/** Whether a version serves well for ever. */
export function isWellBehaved(kind: VersionKind | undefined): boolean {
  return kind === 'good' || kind === 'slow';
}

/** Whether visitors may meet its faults: one that never gets healthy must never meet a visitor. */
export function mayHurtVisitors(kind: VersionKind | undefined): boolean {
  return !isWellBehaved(kind) && !['never-ready', 'crash-loop', 'no-image'].includes(kind ?? '');
}
