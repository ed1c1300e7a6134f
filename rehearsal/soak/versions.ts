/** What is released, and how it behaves: switches of the sample application. */
export const VERSIONS = {
  'good-1': {},
  'good-2': {},
  'turns-bad': { ERRORS_AFTER_SECONDS: '24' },
  'never-ready': { NEVER_READY: 'true' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type VersionName = keyof typeof VERSIONS;

/** The order of releases: good ones in turn, and now and then one that has to be sent back. */
const ROUND: readonly VersionName[] = [
  'good-2',
  'good-1',
  'turns-bad',
  'good-2',
  'good-1',
  'good-2',
  'never-ready',
  'good-1',
];

export function versionOf(release: number): VersionName {
  return ROUND[release % ROUND.length] ?? 'good-1';
}

/** Whether visitors may see failures of it. */
export function isGood(version: VersionName): boolean {
  return version.startsWith('good');
}
