import type { ApiRequest, ApiResponse } from '../kernel/http.ts';
import { DEFAULT_JOB, GITHUB_ISSUER, type JobIdentity } from './claims.ts';
import type { GithubOidc } from './github-oidc.ts';

/** What begins all paths of the embedded GitHub. */
export const GITHUB_PREFIX = '/_github/';

/** Where a runner asks for its job's tokens. */
export function idTokenUrl(endpoint: string): string {
  return `${endpoint}${GITHUB_PREFIX}idtoken?api-version=2.0`;
}

/**
 * Answers what GitHub does: `GET /_github/idtoken?audience=` (the runner's bearer token in `Authorization`),
 * `/_github/.well-known/openid-configuration` and `/_github/.well-known/jwks`; and `POST /_github/jobs`, which starts a job
 * (its identity as JSON) and gives the variables of its steps. Requests of a web page are refused.
 */
export function createGithubEndpoint(github: GithubOidc): (request: ApiRequest) => ApiResponse {
  return (request) => {
    if (request.headers.origin !== undefined) return json(403, { message: 'Not for web pages.' });
    const endpoint = `http://${request.headers.host ?? ''}`;
    switch (`${request.method} ${request.path}`) {
      case `GET ${GITHUB_PREFIX}.well-known/openid-configuration`:
        return json(200, describeProvider(endpoint));
      case `GET ${GITHUB_PREFIX}.well-known/jwks`:
        return json(200, github.keySet());
      case `GET ${GITHUB_PREFIX}idtoken`:
        return answerToken(github, request);
      case `POST ${GITHUB_PREFIX}jobs`:
        return startJob(github, request, endpoint);
      default:
        return json(404, { message: 'Not Found' });
    }
  };
}

function answerToken(github: GithubOidc, { headers, query }: ApiRequest): ApiResponse {
  const bearer = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const value = bearer === undefined ? undefined : github.issue(bearer, query.audience);
  return value === undefined
    ? json(401, { message: 'Bad credentials' })
    : json(200, { count: value.length, value });
}

function startJob(github: GithubOidc, { body }: ApiRequest, endpoint: string): ApiResponse {
  const job = readJob(new TextDecoder().decode(body) || '{}');
  if (!job) return json(400, { message: `A JSON object with some of ${MEMBERS.join(', ')} is wanted.` });
  return json(201, {
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: idTokenUrl(endpoint),
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: github.startJob(job),
    },
  });
}

const MEMBERS = [...Object.keys(DEFAULT_JOB), 'environment', 'jobWorkflowRef'];

function readJob(text: string): Partial<JobIdentity> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value).every(([name, given]) => isMember(name, given)) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMember(name: string, given: unknown): boolean {
  return MEMBERS.includes(name) && typeof given === (name === 'hasImmutableSubject' ? 'boolean' : 'string');
}

function describeProvider(endpoint: string): object {
  return {
    issuer: `https://${GITHUB_ISSUER}`,
    jwks_uri: `${endpoint}${GITHUB_PREFIX}.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

function json(status: number, value: object): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}
