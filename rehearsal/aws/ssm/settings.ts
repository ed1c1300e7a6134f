/** Where Parameter Store differs from moment to moment, or its documentation leaves open what it does. */
export interface SsmSettings {
  /**
   * Share of reads that see a parameter as it was `staleFor` before, drawn for each parameter that a read looks at.
   * Reported: about 1 % of reads right after a create miss it (aws-cdk-cli #830).
   */
  readonly staleReads: number;
  /** How far behind such a read is, in milliseconds. */
  readonly staleFor: number;
  /**
   * How long a write is under way, in milliseconds: its answer takes so long, and another write of the same name that
   * arrives meanwhile gets TooManyUpdates.
   */
  readonly writeTime: number;
  /** How long a deleted name can't be created again, in milliseconds (documented as 30 s at least). */
  readonly restAfterDelete: number;
  /** Share of pages of GetParametersByPath that end early, with a token for the rest. */
  readonly shortPages: number;
  /** What the limits of a value count: the error message says characters, the documentation kilobytes. */
  readonly valueLength: 'characters' | 'bytes';
  /** Whether an overwrite may change a parameter's type; HierarchyTypeMismatchException is documented for it. */
  readonly typeMayChange: boolean;
  /** How many standard parameters an account may have in a region. */
  readonly standardParameters: number;
}

export const defaultSsmSettings: SsmSettings = {
  staleReads: 0.01,
  staleFor: 3_000,
  writeTime: 20,
  restAfterDelete: 30_000,
  shortPages: 0.02,
  valueLength: 'characters',
  typeMayChange: true,
  standardParameters: 10_000,
};
