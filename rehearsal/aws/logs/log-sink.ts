import type { Call } from '../kernel/call.ts';

/** Where the awslogs driver of a task writes. */
export interface LogSink {
  hasGroup(place: Pick<Call, 'account' | 'region'>, group: string): boolean;
  /** Makes the group, as `awslogs-create-group: true` asks. */
  createGroup(place: Pick<Call, 'account' | 'region'>, group: string): void;
  /** Adds one line; the stream is made when it is not there. */
  write(place: Pick<Call, 'account' | 'region'>, line: LogLine): void;
}

export interface LogLine {
  readonly group: string;
  readonly stream: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}
