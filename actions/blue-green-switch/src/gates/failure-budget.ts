/** Fewer requests than this tell no share: one that fails would be a tenth of ten. */
const SMALLEST_SAMPLE = 20;

/** What a probe has counted, of the requests that say something about the version. */
export interface Sample {
  readonly sent: number;
  readonly failed: number;
}

export type BudgetVerdict = 'within' | 'exceeded' | 'too few to tell';

/**
 * Judges how many requests have failed. One never exceeds the budget: it may have been the network's fault.
 * @param budget share of the requests that may fail, 0 to 1
 */
export function judgeBudget({ sent, failed }: Sample, budget: number): BudgetVerdict {
  if (failed <= Math.max(1, budget * sent)) return 'within';
  return sent < SMALLEST_SAMPLE ? 'too few to tell' : 'exceeded';
}
