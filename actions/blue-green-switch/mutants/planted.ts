/** A fault that was put into the action on purpose, and the proof that has to find it. */
export interface PlantedMutant {
  /** What a hurried hand might have left out or got wrong. */
  readonly fault: string;
  /** Below the repository's root. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly from: string;
  readonly to: string;
  readonly proof: Proof;
}

export type Proof =
  /** Tests beside the code: path of the file, and what their names begin with when not all are needed. */
  | { readonly kind: 'test'; readonly path: string; readonly named?: string }
  /** So many random worlds, from that seed on. */
  | { readonly kind: 'worlds'; readonly from: number; readonly count: number };
