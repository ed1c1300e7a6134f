import type { SSM } from '@aws-sdk/client-ssm';
import { type History, readHistory } from '../../../../lib/aws/record/releases.ts';
import type { Surroundings } from '../ports.ts';

/** The same ports, and what the record is kept in, which is loaded by who needs it alone. */
export async function withRecord<Given extends Pick<Surroundings, 'parameterStore'>>(
  ports: Given,
): Promise<Given & { readonly ssm: SSM }> {
  return { ...ports, ssm: await ports.parameterStore() };
}

/** The releases of a record and what has been done beside them; nothing where none is kept. */
export async function readHistoryOf(
  record: string | undefined,
  ports: Pick<Surroundings, 'parameterStore' | 'signal'>,
): Promise<History> {
  if (record === undefined) return { releases: [], migrations: [] };
  return readHistory(await withRecord(ports), record);
}
