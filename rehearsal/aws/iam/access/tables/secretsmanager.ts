import { type AccessTable, anyResource, arnAt, type Row, requestTags, rowsFor, text } from '../need.ts';

const SERVICE = 'secretsmanager';

const onSecret: Row = async (input, place, lookup) => {
  const id = text(input.SecretId);
  const whole = await lookup.secretArn(id, place);
  const context = {
    [`${SERVICE}:SecretId`]: whole ?? id,
    [`${SERVICE}:VersionId`]: input.VersionId,
    [`${SERVICE}:VersionStage`]: input.VersionStage,
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
    ),
    ...rowsFor(
      onSecret,
      'TagResource UntagResource GetResourcePolicy PutResourcePolicy DeleteResourcePolicy RotateSecret',
    ),
    ...rowsFor(onSecret, 'UpdateSecretVersionStage CancelRotateSecret'),
    CreateSecret: ({ Name, Description, Tags }, place) => ({
      resources: [arnAt(place, SERVICE, `secret:${text(Name)}`)],
      context: { [`${SERVICE}:Name`]: Name, [`${SERVICE}:Description`]: Description, ...requestTags(Tags) },
    }),
  },
};
