import type { Ports } from '../ports.ts';

/** The right to change the target, and the way to tell later runs how far this one has come. */
export interface Journal {
  /**
   * To be awaited before every write.
   * @throws LeaseLost when another run has taken over
   */
  ensureHeld(): Promise<void>;
  /** Records that a stage of the plan begins, before its first write. */
  begin(stage: number): Promise<void>;
  /** Records that the new version has been seen to be bad, so that no later run goes on with it. */
  condemn(): Promise<void>;
}

/** What only a run that holds the target may have: functions that change something ask for these. */
export interface WritePorts extends Ports {
  readonly journal: Journal;
}

/** For `record: none`. */
export const NO_JOURNAL: Journal = {
  ensureHeld: async () => {},
  begin: async () => {},
  condemn: async () => {},
};
