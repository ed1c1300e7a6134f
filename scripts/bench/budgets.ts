/** What loading may cost, as ratios to an empty Node and megabytes of 10^6 bytes at the peak. */
export const budgets = {
  'first input error': { ratio: 4.5, megabytes: 85 },
  'first AWS call': { ratio: 6, megabytes: 100 },
  'nothing to do': { ratio: 4.5, megabytes: 85 },
} as const;

/** What a job downloads for any of the actions: the whole repository, compressed. */
export const archiveBudgetBytes = 3e6;

export type Moment = keyof typeof budgets;
