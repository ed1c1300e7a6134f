/** A version of the sample application, and how it behaves. */
export interface Release {
  readonly version: string;
  /** Switches of the sample application, baked into the image as build arguments. */
  readonly behaviour: Readonly<Record<string, string>>;
}
