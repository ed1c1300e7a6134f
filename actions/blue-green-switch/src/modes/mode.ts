/** What the action can do. */
export const MODES = [
  'release',
  'prepare',
  'shift',
  'finish',
  'bootstrap',
  'rollback',
  'recover',
  'status',
] as const;

export type Mode = (typeof MODES)[number];

/** What may become of a release that a lost run has left half way. */
export const ON_INTERRUPTED = ['revert', 'resume'] as const;
