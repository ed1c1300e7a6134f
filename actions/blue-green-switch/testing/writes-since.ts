import { isWrite } from '../../../lib/aws/operations.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Operations from that entry of the journal on that changed something, or were to; those of Parameter Store too. */
export function writesSince({ aws }: Pick<World, 'aws'>, mark: number): string[] {
  return aws.journal.slice(mark).flatMap(({ call }) => (isWrite(call.operation) ? [call.operation] : []));
}
