import type { AccessTable, Row } from '../need.ts';
import { anyResource, arnAt, rowsFor, text } from '../rows.ts';
import { requestTags, withTags } from '../tags.ts';

const SERVICE = 'secretsmanager';

const onSecret: Row = async (input, place, lookup) => {
  const id = text(input.SecretId);
  const whole = await lookup.secretArn(id, place);
  const context = {
    [`${SERVICE}:SecretId`]: whole ?? id,
    [`${SERVICE}:VersionId`]: input.VersionId,
    [`${SERVICE}:VersionStage`]: input.VersionStage,
    ...requestTags(input),
  };
  return [
    { resources: [whole ?? (id.startsWith('arn:') ? id : arnAt(place, SERVICE, `secret:${id}`))], context },
  ];
};

/** Secrets Manager, as the Service Authorization Reference has it. */
export const SECRETS_TABLE: AccessTable = {
  prefix: SERVICE,
  rows: {
    ...rowsFor(anyResource, 'ListSecrets BatchGetSecretValue GetRandomPassword'),
    ...rowsFor(
      onSecret,
      'GetSecretValue DescribeSecret ListSecretVersionIds PutSecretValue UpdateSecret DeleteSecret RestoreSecret',
      'TagResource UntagResource GetResourcePolicy PutResourcePolicy DeleteResourcePolicy RotateSecret',
      'UpdateSecretVersionStage CancelRotateSecret',
    ),
    CreateSecret: (input, place) => {
      const { Name, Description } = input;
      const resources = [arnAt(place, SERVICE, `secret:${text(Name)}`)];
      const context = { [`${SERVICE}:Name`]: Name, [`${SERVICE}:Description`]: Description };
      return withTags(input, { resources, context }, { action: `${SERVICE}:TagResource` });
    },
  },
};
