import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Random } from '../../kernel/random.ts';
import type { RoutedRequest } from './request.ts';
import type { OwnDecision } from './route.ts';

/** An action that lets only authenticated clients on. */
export interface Authentication {
  readonly onUnauthenticated: 'deny' | 'allow' | 'authenticate';
  /** Where a client is sent to log in, without the parameters of its request. */
  readonly endpoint: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The authentication that comes before a rule's routing action, if any. */
export function compileAuthentication(
  actions: readonly Action[],
  region: string,
): Authentication | undefined {
  const action = actions.find(({ Type }) => Type?.startsWith('authenticate-'));
  const { AuthenticateOidcConfig: oidc, AuthenticateCognitoConfig: cognito } = action ?? {};
  const config = oidc ?? cognito;
  if (!config) return undefined;
  return {
    onUnauthenticated: config.OnUnauthenticatedRequest ?? 'authenticate',
    endpoint: oidc?.AuthorizationEndpoint ?? hostedLogin(cognito?.UserPoolDomain ?? '', region),
    parameters: {
      client_id: oidc?.ClientId ?? cognito?.UserPoolClientId ?? '',
      scope: config.Scope ?? 'openid',
      ...config.AuthenticationRequestExtraParams,
    },
  };
}

/** A domain of the pool's own, or a prefix of Cognito's. */
function hostedLogin(domain: string, region: string): string {
  const host = domain.includes('.') ? domain : `${domain}.auth.${region}.amazoncognito.com`;
  return `https://${host}/oauth2/authorize`;
}

/**
 * What a client without a session gets instead of the target; undefined when it may pass. There is no way to a session:
 * the provider's answer is not taken.
 */
export function challenge(
  { onUnauthenticated, endpoint, parameters }: Authentication,
  request: RoutedRequest,
  random: Random,
): OwnDecision | undefined {
  if (onUnauthenticated === 'allow') return undefined;
  if (onUnauthenticated === 'deny') return { kind: 'unauthorized' };
  const { client_id = '', ...others } = parameters;
  const query = new URLSearchParams({
    ...{ client_id, redirect_uri: `https://${request.host}/oauth2/idpresponse`, response_type: 'code' },
    ...others,
    state: random.hex(64),
  });
  const mark = endpoint.includes('?') ? '&' : '?';
  return { kind: 'redirect', status: 302, location: `${endpoint}${mark}${query}` };
}
