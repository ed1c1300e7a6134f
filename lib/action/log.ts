/** The log of a run as people read it. Text from AWS and containers is made harmless by whoever implements this. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warning(message: string): void;
  /** Everything that `work` logs stands in one foldable group, which also ends when it fails. */
  group<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}
