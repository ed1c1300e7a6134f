import type { Behaviours } from '../../conformance/behaviour.ts';

/** A proof for each of a list of behaviours. */
export type ProofsOf<List extends Behaviours> = Readonly<Record<keyof List, () => Promise<void>>>;

/** What a refused call says: `ClientException: TaskDefinition not found.`, or `done`. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
