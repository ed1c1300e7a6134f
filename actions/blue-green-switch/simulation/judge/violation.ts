/** A promise that was not kept. */
export interface Violation {
  /** Name of the promise. */
  readonly promise: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What was seen, in a sentence. */
  readonly what: string;
}
