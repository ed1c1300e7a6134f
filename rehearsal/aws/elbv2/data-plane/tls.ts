import { X509Certificate } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { FrontCertificate, TlsFront } from './data-plane.ts';
import { createSelfSigned } from './self-signed.ts';

interface Ready {
  readonly certificate: X509Certificate;
  readonly context: SecureContext;
}

/**
 * What an HTTPS server needs, with the certificate chosen anew for each connection: the first that is for the name that the
 * client asks for, else the default one.
 * @param address of the load balancer, for certificates that the listener signs itself
 */
export function tlsOptions(
  { certificates, minimumVersion }: TlsFront,
  address: string,
  now: () => number,
): ServerOptions {
  const ready = new Map<string, Ready>();
  const names = { dns: ['localhost'], addresses: [address, '127.0.0.1'] };

  function prepare({ arn, pem }: FrontCertificate): Ready {
    const known = ready.get(arn);
    if (known) return known;
    const { certificate, key } = pem ?? createSelfSigned(names, now());
    const made = {
      certificate: new X509Certificate(certificate),
      context: createSecureContext({ cert: certificate, key }),
    };
    ready.set(arn, made);
    return made;
  }

  function choose(name: string): SecureContext | undefined {
    const all = certificates().map(prepare);
    const chosen = all.find(({ certificate }) => certificate.checkHost(name) !== undefined) ?? all[0];
    return chosen?.context;
  }

  return {
    minVersion: minimumVersion,
    // Clients that name no host send no name to choose by: an address is no name.
    ...defaultPem(certificates()[0], names, now),
    SNICallback: (name, done) => done(null, choose(name)),
  };
}

function defaultPem(
  first: FrontCertificate | undefined,
  names: { dns: readonly string[]; addresses: readonly string[] },
  now: () => number,
): Pick<ServerOptions, 'cert' | 'key'> {
  const { certificate, key } = first?.pem ?? createSelfSigned(names, now());
  return { cert: certificate, key };
}
