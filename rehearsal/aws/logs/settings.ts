/** What CloudWatch Logs does some time later, in milliseconds. */
export interface LogsSettings {
  /** From the moment at which an event is taken in until reads show it. Events are never lost by it. */
  readonly readDelay: number;
  /** How long reads may still show events that the group's retention no longer keeps: up to 72 hours (PutRetentionPolicy). */
  readonly expiredShown: number;
  /** How late descriptions of a stream tell of its last event: "typically in less than an hour" (LogStream). */
  readonly lastEventDelay: number;
}

export const defaultLogsSettings: LogsSettings = {
  readDelay: 1_000,
  expiredShown: 0,
  lastEventDelay: 10_000,
};
