import type { EcrPorts } from './ecr-ports.ts';

/** Twelve hours of access to the registry. */
export interface RegistryAccess {
  /** `https://123456789012.dkr.ecr.eu-west-1.amazonaws.com`, as ECR says it. */
  readonly endpoint: string;
  readonly user: string;
  readonly password: string;
}

export interface AuthorizePorts extends EcrPorts {
  /** Hides a secret in the log from here on. */
  readonly mask: (secret: string) => void;
}

/** Asks ECR for a password. It is masked before anything else can see it. */
export async function authorize(ports: AuthorizePorts): Promise<RegistryAccess> {
  const { authorizationData } = await ports.ecr.getAuthorizationToken({}, { abortSignal: ports.signal });
  const { authorizationToken, proxyEndpoint } = authorizationData?.[0] ?? {};
  if (!authorizationToken || !proxyEndpoint) throw new Error('ECR gave no authorization token.');
  const text = Buffer.from(authorizationToken, 'base64').toString();
  const colon = text.indexOf(':');
  const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
  ports.mask(authorizationToken);
  ports.mask(password);
  return { endpoint: proxyEndpoint, user, password };
}
