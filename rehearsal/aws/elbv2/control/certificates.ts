import type {
  AddListenerCertificatesInput,
  AddListenerCertificatesOutput,
  Certificate,
  DescribeListenerCertificatesInput,
  DescribeListenerCertificatesOutput,
  RemoveListenerCertificatesInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import type { ListenerRecord, Region, TlsRecord } from '../state.ts';
import type { Control } from './control.ts';
import { findListener, listenersOf } from './find.ts';
import { takePage } from './page.ts';
import { checkQuota } from './quotas.ts';
import { readCertificateArn } from './tls.ts';
import { invalid } from './validate.ts';

/** The certificates that an HTTPS listener has beside its default one: clients get the one for the name they ask for. */
export function certificateOperations({ state, settings }: Control): Operations {
  return {
    AddListenerCertificates(input: AddListenerCertificatesInput, call): AddListenerCertificatesOutput {
      const region = state.regionOf(call);
      const { listener, tls } = findTls(region, input.ListenerArn);
      const arns = readArns(input.Certificates);
      const others = [...new Set([...tls.others, ...arns])];
      checkQuota(othersOf(region, listener) + others.length - tls.others.length, {
        code: 'TooManyCertificates',
        of: 'certificates per load balancer',
        most: settings.quotas.certificatesPerLoadBalancer,
        on: `load balancer '${listener.loadBalancerArn}'`,
      });
      listener.tls = { ...tls, others };
      return { Certificates: arns.map((CertificateArn) => ({ CertificateArn, IsDefault: false })) };
    },
    RemoveListenerCertificates(input: RemoveListenerCertificatesInput, call): object {
      const { listener, tls } = findTls(state.regionOf(call), input.ListenerArn);
      const arns = readArns(input.Certificates);
      if (arns.includes(tls.certificate)) {
        throw new AwsError(
          'OperationNotPermitted',
          'The default certificate of a listener cannot be removed',
        );
      }
      listener.tls = { ...tls, others: tls.others.filter((arn) => !arns.includes(arn)) };
      return {};
    },
    DescribeListenerCertificates(
      input: DescribeListenerCertificatesInput,
      call,
    ): DescribeListenerCertificatesOutput {
      const { tls } = findTls(state.regionOf(call), input.ListenerArn);
      const all = [{ arn: tls.certificate, isDefault: true }].concat(
        tls.others.map((arn) => ({ arn, isDefault: false })),
      );
      const { items, ...next } = takePage(
        all,
        ({ arn, isDefault }) => `${isDefault} ${arn}`,
        input,
        settings.pageSize,
      );
      return {
        Certificates: items.map(({ arn, isDefault }) => ({ CertificateArn: arn, IsDefault: isDefault })),
        ...next,
      };
    },
  };
}

function findTls(region: Region, arn = ''): { listener: ListenerRecord; tls: TlsRecord } {
  const listener = findListener(region, arn);
  if (!listener.tls) throw invalid(`Certificates are supported only on HTTPS listeners`);
  return { listener, tls: listener.tls };
}

function readArns(certificates: readonly Certificate[] = []): string[] {
  return certificates.map(({ CertificateArn, IsDefault }) => {
    if (IsDefault !== undefined) throw invalid('IsDefault cannot be specified');
    return readCertificateArn(CertificateArn);
  });
}

/** How many certificates the load balancer's listeners have beside their default ones. */
function othersOf(region: Region, { loadBalancerArn }: ListenerRecord): number {
  return listenersOf(region, loadBalancerArn).reduce((sum, { tls }) => sum + (tls?.others.length ?? 0), 0);
}
