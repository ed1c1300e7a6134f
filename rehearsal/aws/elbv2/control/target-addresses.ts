import { BlockList, isIPv4 } from 'node:net';
import { AwsError } from '../../kernel/errors.ts';

/** Where IP targets may lie outside the VPC: RFC 1918 and RFC 6598. */
const REACHABLE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/**
 * Checks an address as RegisterTargets does: no public ones, no loopback; outside the VPC the caller must say `all` or a
 * zone.
 * @throws AwsError InvalidTarget or ValidationError
 */
export function checkAddress(
  address: string,
  availabilityZone: string | undefined,
  vpcRanges: readonly string[],
): void {
  if (!isIPv4(address)) {
    throw new AwsError('ValidationError', `The IP address '${address}' is not a valid IPv4 address`);
  }
  if (isWithin(address, vpcRanges)) return;
  if (!isWithin(address, REACHABLE_RANGES)) {
    throw new AwsError(
      'InvalidTarget',
      `The IP address '${address}' is not in the VPC of the target group nor in a private range ` +
        `(${REACHABLE_RANGES.join(', ')})`,
    );
  }
  if (availabilityZone === undefined) {
    throw new AwsError(
      'ValidationError',
      `You must specify an Availability Zone, or 'all', for the IP address '${address}' outside the VPC`,
    );
  }
}

function isWithin(address: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', length = ''] = range.split('/');
    list.addSubnet(network, Number(length), 'ipv4');
  }
  return list.check(address, 'ipv4');
}
