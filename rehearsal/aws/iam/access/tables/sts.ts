import type { AccessTable } from '../need.ts';

/** Who one is may be asked by everybody; of roles their trust policy decides, which STS looks at itself. */
export const STS_TABLE: AccessTable = {
  prefix: 'sts',
  rows: { GetCallerIdentity: () => [], AssumeRole: () => [], AssumeRoleWithWebIdentity: () => [] },
};
