/** A part that does not exist, or that has to be changed so that another one can be made, and how. */
export interface Step {
  /** What it is about: `service web-green (slots.green.service)`. */
  readonly what: string;
  /** Whether it does not exist; else it is only changed. */
  readonly isMissing: boolean;
  /** Why or like what it is made, as the rest of a sentence that begins with `what`. */
  readonly note?: string;
  readonly commands: readonly string[];
}
