import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { PemCertificate } from '../settings.ts';

/** Object identifiers, as DER writes them. */
const OID = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  alternativeNames: '0603551d11',
  basicConstraints: '0603551d13',
};

const TAG = { integer: 2, bits: 3, octets: 4, text: 12, time: 23, sequence: 0x30, set: 0x31 };

const YEAR = 365 * 86_400_000;

/**
 * A certificate that vouches for itself, for clients that trust it by name or do not look.
 * @param now milliseconds since the epoch; it is valid for a year around this
 */
export function createSelfSigned(
  names: { readonly dns: readonly string[]; readonly addresses: readonly string[] },
  now: number,
): PemCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = describeCertificate(names, now, publicKey);
  const signature = sign('sha256', body, privateKey);
  const der = wrap(
    TAG.sequence,
    body,
    wrap(TAG.sequence, hex(OID.ecdsaWithSha256)),
    wrap(TAG.bits, Buffer.of(0), signature),
  );
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The part that is signed (RFC 5280, TBSCertificate). */
function describeCertificate(
  { dns, addresses }: { dns: readonly string[]; addresses: readonly string[] },
  now: number,
  publicKey: KeyObject,
): Buffer {
  const name = nameOf(dns[0] ?? addresses[0] ?? 'localhost');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  // A serial number is positive, so its first bit is 0; no two keys are the same, so no two numbers are.
  const serial = Buffer.concat([Buffer.of(1), createHash('sha256').update(spki).digest().subarray(0, 8)]);
  const alternatives = wrap(
    TAG.sequence,
    ...dns.map((host) => wrap(0x82, Buffer.from(host))),
    ...addresses.map((address) => wrap(0x87, Buffer.from(address.split('.').map(Number)))),
  );
  const isAuthority = wrap(TAG.sequence, hex('0101ff'));
  return wrap(
    TAG.sequence,
    wrap(0xa0, wrap(TAG.integer, Buffer.of(2))),
    wrap(TAG.integer, serial),
    wrap(TAG.sequence, hex(OID.ecdsaWithSha256)),
    name,
    wrap(TAG.sequence, timeOf(now - YEAR / 2), timeOf(now + YEAR / 2)),
    name,
    spki,
    wrap(
      0xa3,
      wrap(
        TAG.sequence,
        wrap(TAG.sequence, hex(OID.alternativeNames), wrap(TAG.octets, alternatives)),
        wrap(TAG.sequence, hex(OID.basicConstraints), hex('0101ff'), wrap(TAG.octets, isAuthority)),
      ),
    ),
  );
}

function nameOf(commonName: string): Buffer {
  const attribute = wrap(TAG.sequence, hex(OID.commonName), wrap(TAG.text, Buffer.from(commonName)));
  return wrap(TAG.sequence, wrap(TAG.set, attribute));
}

/** Two digits of the year: good until 2049. */
function timeOf(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14);
  return wrap(TAG.time, Buffer.from(`${digits}Z`));
}

/** A DER value: tag, length, content. */
function wrap(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}
