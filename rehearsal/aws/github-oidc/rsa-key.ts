import { checkPrimeSync, createPrivateKey, type KeyObject } from 'node:crypto';
import type { Random } from '../kernel/random.ts';

const PRIME_BITS = 1024;
const EXPONENT = 65_537n;

/**
 * An RSA key of 2048 bits out of the given chance, so that the same seed signs the same tokens. Good enough to prove
 * that signatures are checked, and for nothing else: the seed gives it away.
 */
export function createRsaKey(random: Random): KeyObject {
  const [p, q] = [createPrime(random), createPrime(random)];
  const [n, totient] = [p * q, (p - 1n) * (q - 1n)];
  const d = invert(EXPONENT, totient);
  const parts = { n, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: invert(q, p) };
  const encoded = Object.entries(parts).map(([name, value]) => [name, encode(value)]);
  return createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...Object.fromEntries(encoded) } });
}

/** The first one from a point that chance chooses; not one more than a multiple of e. */
function createPrime(random: Random): bigint {
  // With its two highest bits set the product of two has all its bits.
  let candidate = BigInt(`0x${random.hex(PRIME_BITS / 4)}`) | (3n << BigInt(PRIME_BITS - 2)) | 1n;
  while (candidate % EXPONENT === 1n || !checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

/** The inverse of a number, by Euclid's algorithm. */
function invert(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

function encode(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
