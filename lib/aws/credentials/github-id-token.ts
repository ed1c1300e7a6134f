import { ActionFailure } from '../../action/errors.ts';
import type { Environment } from '../../action/inputs.ts';
import { DEFAULT_RETRY_POLICY, type RetryPorts, withRetries } from '../retry/retry.ts';

/** Whom the token is for, as the identity provider in IAM names it. */
const AUDIENCE = 'sts.amazonaws.com';

/**
 * Asks GitHub for a new OIDC token of this job; each lives for minutes only.
 * @throws ActionFailure when the job may not ask for one, with the lines to add to the workflow
 */
export async function requestGithubIdToken(
  ports: RetryPorts & { readonly signal: AbortSignal },
  env: Environment,
): Promise<string> {
  if (!env.ACTIONS_ID_TOKEN_REQUEST_URL || !env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) throw missingPermission();
  const { getIDToken } = await import('@actions/core');
  const { signal } = ports;
  return withRetries(ports, { what: 'GitHub OIDC token', policy: DEFAULT_RETRY_POLICY, signal }, () =>
    getIDToken(AUDIENCE).catch((error: unknown) => {
      throw explainRefusal(error);
    }),
  );
}

function missingPermission(): ActionFailure {
  return new ActionFailure({
    cause: 'This job may not ask GitHub for an OIDC token, and "role-to-assume" needs one.',
    advice:
      'Add "permissions: { id-token: write, contents: read }" to the job, and to the job that calls it when the workflow is a reusable one.',
    detail: ['permissions:', '  id-token: write', '  contents: read'].join('\n'),
  });
}

/** The toolkit puts the status into its text. Without one, or with 5xx, the request may work when it is made again. */
function explainRefusal(error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').map((line) => line.trim());
  const what = lines.filter((line) => line !== '').join(' ');
  const status = Number(/Error Code\s*:\s*(\d{3})/.exec(text)?.[1] ?? 500);
  const cause = `GitHub gives this job no OIDC token: ${what}`;
  if (status >= 500 || status === 429) return Object.assign(new Error(cause), { $retryable: {} });
  return new ActionFailure({ cause, advice: 'Run the job again; see https://www.githubstatus.com.' });
}
