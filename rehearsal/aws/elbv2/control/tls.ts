import type { CreateListenerInput, ModifyListenerInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { TlsRecord } from '../state.ts';
import { SSL_POLICIES } from './ssl-policies.ts';
import { invalid, required } from './validate.ts';

export type ListenerProtocol = 'HTTP' | 'HTTPS';

type TlsInput = Pick<
  CreateListenerInput & ModifyListenerInput,
  'Certificates' | 'SslPolicy' | 'AlpnPolicy' | 'MutualAuthentication'
>;

/** What AWS takes when the caller of the API names none. */
const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08';

/** @throws AwsError unless application load balancers listen by that protocol */
export function readProtocol(protocol: string): ListenerProtocol {
  if (protocol === 'HTTP' || protocol === 'HTTPS') return protocol;
  throw invalid(`Listener protocol '${protocol}' must be one of 'HTTPS, HTTP'`);
}

/**
 * The TLS settings of a listener after a call that sets some of them; undefined for HTTP.
 * @throws AwsError
 */
export function readTls(
  protocol: ListenerProtocol,
  input: TlsInput,
  before: TlsRecord | undefined,
): TlsRecord | undefined {
  if (input.AlpnPolicy?.length) throw invalid('ALPN policies can be specified only for TLS listeners');
  const mode = input.MutualAuthentication?.Mode ?? 'off';
  if (protocol === 'HTTP') {
    if (input.Certificates?.length) throw invalid('A certificate cannot be specified for HTTP listeners');
    if (input.SslPolicy !== undefined) throw invalid('An SSL policy cannot be specified for HTTP listeners');
    if (input.MutualAuthentication) throw invalid('Mutual authentication needs an HTTPS listener');
    return undefined;
  }
  if (mode !== 'off') throw notImplemented(`mutual authentication in mode ${mode}`);
  return {
    policy: readPolicy(input.SslPolicy ?? before?.policy ?? DEFAULT_POLICY),
    certificate: readDefaultCertificate(input, before),
    others: before?.others ?? [],
  };
}

function readPolicy(name: string): string {
  if (SSL_POLICIES.has(name)) return name;
  throw new AwsError('SSLPolicyNotFound', `SSL policy '${name}' not found`);
}

function readDefaultCertificate({ Certificates }: TlsInput, before: TlsRecord | undefined): string {
  if (!Certificates?.length) {
    if (before) return before.certificate;
    throw invalid('A certificate must be specified for HTTPS listeners');
  }
  const [certificate, second] = Certificates;
  if (second) {
    throw invalid(`Up to '1' certificate ARNs can be specified, but '${Certificates.length}' were specified`);
  }
  if (certificate?.IsDefault !== undefined) throw invalid('IsDefault cannot be specified');
  return readCertificateArn(certificate?.CertificateArn);
}

/** There is no certificate manager here, so any ARN of its kind, or of IAM's server certificates, is taken as it is. */
export function readCertificateArn(given: string | undefined): string {
  const arn = required(given, 'certificates.member.certificateArn');
  const pattern = /^arn:aws[a-z-]*:(acm:[a-z0-9-]+:\d{12}:certificate|iam::\d{12}:server-certificate)\/\S+$/;
  if (pattern.test(arn)) return arn;
  throw invalid(`Certificate ARN '${arn}' is not valid`);
}
