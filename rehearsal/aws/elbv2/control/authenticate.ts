import type {
  Action,
  AuthenticateCognitoActionConfig,
  AuthenticateOidcActionConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { invalidAction, missing } from './invalid-action.ts';
import { invalid, wholeNumber } from './validate.ts';

export const AUTHENTICATION_TYPES = ['authenticate-oidc', 'authenticate-cognito'];

const WEEK_SECONDS = 604_800;

/**
 * An authentication as AWS keeps it, complete with its defaults.
 * @param before the actions that the rule had: an existing client secret is taken from there
 * @throws AwsError
 */
export function readAuthentication(action: Action, before: readonly Action[]): Action {
  const kept = { Type: action.Type, Order: action.Order };
  if (action.Type === 'authenticate-oidc') {
    if (!action.AuthenticateOidcConfig) throw missing(action.Type, 'AuthenticateOidcConfig');
    return { ...kept, AuthenticateOidcConfig: readOidc(action.AuthenticateOidcConfig, before) };
  }
  if (!action.AuthenticateCognitoConfig) throw missing('authenticate-cognito', 'AuthenticateCognitoConfig');
  return { ...kept, AuthenticateCognitoConfig: readCognito(action.AuthenticateCognitoConfig) };
}

function readOidc(
  { UseExistingClientSecret, ...config }: AuthenticateOidcActionConfig,
  before: readonly Action[],
): AuthenticateOidcActionConfig {
  const endpoints = ['Issuer', 'AuthorizationEndpoint', 'TokenEndpoint', 'UserInfoEndpoint'] as const;
  for (const name of endpoints) {
    const url = config[name] ?? '';
    if (!/^https:\/\/[^\s]+$/.test(url)) throw invalidAction(`The ${name} '${url}' must be a URL of HTTPS`);
  }
  const ClientSecret = config.ClientSecret ?? (UseExistingClientSecret ? existingSecret(before) : undefined);
  if (ClientSecret === undefined) {
    throw invalidAction(
      'A client secret must be specified, unless UseExistingClientSecret is true and the action had one before',
    );
  }
  return { ...config, ClientSecret, ...readSession(config, 'authenticateOidcConfig') };
}

function existingSecret(before: readonly Action[]): string | undefined {
  return before.find(({ Type }) => Type === 'authenticate-oidc')?.AuthenticateOidcConfig?.ClientSecret;
}

function readCognito(config: AuthenticateCognitoActionConfig): AuthenticateCognitoActionConfig {
  const arn = config.UserPoolArn ?? '';
  if (!/^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/\S+$/.test(arn)) {
    throw invalid(`'${arn}' is not a valid user pool ARN`);
  }
  return { ...config, ...readSession(config, 'authenticateCognitoConfig') };
}

type SessionConfig = Pick<
  AuthenticateOidcActionConfig,
  'SessionCookieName' | 'Scope' | 'SessionTimeout' | 'OnUnauthenticatedRequest'
>;

function readSession(config: SessionConfig, member: string): SessionConfig {
  const { SessionTimeout = WEEK_SECONDS, OnUnauthenticatedRequest = 'authenticate' } = config;
  return {
    SessionCookieName: config.SessionCookieName ?? 'AWSELBAuthSessionCookie',
    Scope: config.Scope ?? 'openid',
    SessionTimeout: wholeNumber(SessionTimeout, [1, WEEK_SECONDS], `${member}.sessionTimeout`),
    OnUnauthenticatedRequest,
  };
}

/** Actions as Describe calls show them. */
export function describeActions(
  actions: readonly Action[],
  { showClientSecret }: { showClientSecret: boolean },
): Action[] {
  if (showClientSecret) return [...actions];
  return actions.map((action) => {
    if (!action.AuthenticateOidcConfig) return action;
    const { ClientSecret: _, ...shown } = action.AuthenticateOidcConfig;
    return { ...action, AuthenticateOidcConfig: shown };
  });
}
