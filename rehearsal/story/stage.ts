import type { ECR } from '@aws-sdk/client-ecr';
import type { Clock } from '../../lib/action/clock.ts';
import type { JournalEntry } from '../aws/kernel/dispatch.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { InfrastructureClients } from './infrastructure.ts';
import type { Release } from './releases.ts';

/** How a step of a workflow ended, as the job sees it. */
export interface StepEnd {
  readonly success: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown of the job summary. */
  readonly summary: string;
  /** The first red line, when there is one. */
  readonly cause?: string;
}

/** Where a story plays: on this machine with containers and sockets, or in one process on a virtual clock. */
export interface Stage {
  readonly clock: Clock;
  /** Clients of the administrator who sets the platform up. */
  readonly clients: InfrastructureClients & { readonly ecr: ECR };
  /** Every AWS call so far, whoever made it. */
  readonly journal: readonly JournalEntry[];
  /** Calls back for every AWS call from now on. */
  onCall(listener: (entry: JournalEntry) => void): void;
  /** Builds the release and puts it into the registry. Its step gives the output `image`, repository with digest. */
  publish(release: Release): Promise<StepEnd>;
  /**
   * Runs `blue-green-switch` with these inputs, as a workflow run of its own.
   * @param isLostAt the operation at whose first call the machine is lost; AWS has carried it out
   */
  runSwitch(inputs: Readonly<Record<string, string>>, isLostAt?: string): Promise<StepEnd>;
  /** Address under which visitors reach a listener. */
  addressOf(listenerArn: string): string;
  startTraffic(url: string): Traffic;
}
