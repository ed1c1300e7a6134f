import { text } from '../action/inputs/text.ts';

/** The inputs that every action takes which calls AWS. */
export const awsInputs = {
  region: text({
    description: 'AWS region. Without it the one of the environment (`AWS_REGION`) is used.',
    pattern: /[a-z]{2}(-[a-z]+)+-\d/,
    allowed: 'a region such as eu-west-1',
  }),
  'role-to-assume': text({
    description:
      'ARN of a role to assume with a fresh GitHub OIDC token (the job needs `permissions: id-token: write`). Without it the credentials of the environment are used.',
    pattern: /arn:aws[a-z-]*:iam::\d{12}:role\/\S+/,
    allowed: 'a role such as arn:aws:iam::123456789012:role/deploy',
  }),
};
