import type { ECR } from '@aws-sdk/client-ecr';

/** What a call of ECR needs. */
export interface EcrPorts {
  readonly ecr: ECR;
  /** Ends the call, and any wait before it is tried again. */
  readonly signal: AbortSignal;
}
