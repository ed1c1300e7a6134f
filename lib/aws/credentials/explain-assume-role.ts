import { ActionFailure } from '../../action/errors.ts';
import { explainAwsError } from '../errors/explain.ts';
import { asSdkError } from '../errors/sdk-error.ts';

/** Claims that trust policies look at, in the order in which they are mostly used. */
const CLAIMS = ['sub', 'aud', 'environment', 'repository', 'repository_id', 'ref', 'job_workflow_ref'];

/** Why STS does not give the role to this job, with the claims that its trust policy was compared with. */
export async function explainAssumeRole(
  thrown: unknown,
  roleArn: string,
  idToken: string,
): Promise<ActionFailure> {
  const { name, message } = asSdkError(thrown);
  const claims = readClaims(idToken);
  const told = CLAIMS.flatMap((claim) => (claims[claim] === undefined ? [] : [`${claim}: ${claims[claim]}`]));
  const refused = (advice: string) =>
    new ActionFailure(
      {
        cause: `Role ${roleArn} cannot be assumed by this job: ${message.split('\n')[0]}`,
        advice,
        ...(told.length > 0 ? { detail: `Claims of the job's token:\n${told.join('\n')}` } : {}),
      },
      { cause: thrown },
    );
  if (/^AccessDenied/.test(name)) {
    return refused(
      `Make its trust policy accept "token.actions.githubusercontent.com:sub" = "${claims.sub ?? 'unknown'}", or check the role's name and account.`,
    );
  }
  if (/^InvalidIdentityToken/.test(name)) {
    return refused(
      'Create the identity provider https://token.actions.githubusercontent.com with audience sts.amazonaws.com in the IAM of that account.',
    );
  }
  const failure = await explainAwsError(thrown);
  return failure ? new ActionFailure(failure, { cause: thrown }) : refused('Check the name of the role.');
}

/** The token is not verified here: its claims are shown, not trusted. */
function readClaims(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}
