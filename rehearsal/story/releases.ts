/** One chapter of the story: what is released, how it behaves, and how that must end. */
export interface Release {
  readonly version: string;
  /** Switches of the sample application, baked into the image as build arguments. */
  readonly behaviour: Readonly<Record<string, string>>;
  readonly expected: 'released' | 'rolled-back' | 'refused';
}

/** Seconds after the start of a task at which release 3 turns bad: by then it has all the traffic. */
const TURNS_BAD_AFTER_SECONDS = '35';

export const RELEASES: readonly Release[] = [
  { version: '1.0.0', behaviour: {}, expected: 'released' },
  { version: '2.0.0', behaviour: {}, expected: 'released' },
  {
    version: '3.0.0',
    behaviour: { ERRORS_AFTER_SECONDS: TURNS_BAD_AFTER_SECONDS },
    expected: 'rolled-back',
  },
  { version: '4.0.0', behaviour: { NEVER_READY: 'true' }, expected: 'refused' },
];
