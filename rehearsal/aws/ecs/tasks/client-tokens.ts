import { isDeepStrictEqual } from 'node:util';
import type { RunTaskRequest } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import { AwsError } from '../../kernel/errors.ts';
import { invalidParameter } from '../errors.ts';
import type { ClusterRecord, TaskRecord } from '../state.ts';

const LIFETIME = 24 * 3_600_000;

/** What RunTask remembers of its client tokens, each for 24 hours and for one cluster. */
export interface ClientTokens {
  /**
   * The tasks that the same request started before, also when they have stopped.
   * @throws AwsError ConflictException when another request used the token
   */
  find(cluster: ClusterRecord, request: RunTaskRequest): readonly TaskRecord[] | undefined;
  remember(cluster: ClusterRecord, request: RunTaskRequest, tasks: readonly TaskRecord[]): void;
}

export function createClientTokens(clock: Clock): ClientTokens {
  const known = new Map<string, { request: RunTaskRequest; tasks: readonly TaskRecord[]; until: number }>();
  return {
    find(cluster, request) {
      const { clientToken } = request;
      if (clientToken === undefined) return undefined;
      if (!/^[!-~]{1,64}$/.test(clientToken)) {
        throw invalidParameter('clientToken must have 1 to 64 characters of ASCII 33 to 126.');
      }
      const entry = known.get(keyOf(cluster, clientToken));
      if (!entry || entry.until <= clock.now()) return undefined;
      if (isDeepStrictEqual(entry.request, request)) return entry.tasks;
      throw new AwsError(
        'ConflictException',
        'The RunTask request could not be processed due to conflicts. The provided clientToken is already in use ' +
          'with a different RunTask request.',
      );
    },
    remember(cluster, request, tasks) {
      if (request.clientToken === undefined) return;
      for (const [key, { until }] of known) if (until <= clock.now()) known.delete(key);
      known.set(keyOf(cluster, request.clientToken), { request, tasks, until: clock.now() + LIFETIME });
    },
  };
}

function keyOf({ arn }: ClusterRecord, token: string): string {
  return [arn, token].join(' ');
}
