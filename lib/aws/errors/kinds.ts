import { asSdkError } from './sdk-error.ts';

/** Whether AWS says that something does not exist. */
export function isNotFound(thrown: unknown): boolean {
  return /NotFound(Exception|Fault)?$/.test(asSdkError(thrown).name);
}

/** What a call answers; undefined when AWS says that it does not exist. */
export async function unlessMissing<Found>(read: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Whether AWS says that the credentials have expired: such a call has had no effect. */
export function hasExpired(thrown: unknown): boolean {
  return /^(ExpiredToken(Exception)?|RequestExpired)$/.test(asSdkError(thrown).name);
}
