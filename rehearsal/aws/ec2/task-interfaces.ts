import type { Call } from '../kernel/call.ts';

/** The network interface of a task that has an address. */
export interface TaskInterface {
  readonly interfaceId: string;
  /** Of the attachment that the task names. */
  readonly attachmentId: string;
  readonly macAddress: string;
  readonly privateAddress: string;
  readonly subnetId: string;
  readonly availabilityZone: string;
  readonly securityGroups: readonly string[];
}

/** Whoever runs tasks tells which interfaces they have now. */
export type ListTaskInterfaces = (place: Pick<Call, 'account' | 'region'>) => readonly TaskInterface[];
