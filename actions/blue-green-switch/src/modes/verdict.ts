/** How a run that changes something may end. */
export const VERDICTS = [
  /** `prepared` and `shifted`: it has come to the end of that mode, and waits for the next one. */
  'prepared',
  'shifted',
  'released',
  'rolled-back',
  'refused',
  'interrupted',
  /**
   * Nothing has proven the version, and the traffic is back, or stays for want of anything that served before; or, when
   * no slot is known to have all the traffic, it is neither where it was nor where it should be, and a person has to
   * look.
   */
  'inconclusive',
] as const;

export type Verdict = (typeof VERDICTS)[number];
