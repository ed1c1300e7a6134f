/** What the action can do. */
export const MODES = ['release', 'rollback', 'recover', 'status'] as const;

export type Mode = (typeof MODES)[number];
