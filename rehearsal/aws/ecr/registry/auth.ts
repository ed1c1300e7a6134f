import { type Authorization, type Holder, REGISTRY_USER } from '../authorization.ts';
import { RegistryError } from './protocol.ts';

/**
 * Who asks, and whose registry he means: his password decides both.
 * @throws RegistryError 401 with a challenge when there is no password, 400 when ECR did not issue it (so
 *   `docker login` ends with "failed with status: 400 Bad Request"), 403 without a challenge when it has expired
 */
export function authenticate(header: string | undefined, host: string, authorization: Authorization): Holder {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) {
    throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized', {
      'www-authenticate': `Basic realm="http://${host}/",service="ecr.amazonaws.com"`,
    });
  }
  const [, user, password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  const holder = user === REGISTRY_USER ? authorization.check(password) : 'unknown';
  if (holder === 'unknown') throw new RegistryError(400, 'DENIED', 'Your Authorization Token is invalid.');
  if (holder === 'expired') {
    throw new RegistryError(
      403,
      'DENIED',
      'Your authorization token has expired. Reauthenticate and try again.',
    );
  }
  return holder;
}
