/** Where all chance comes from. Production passes {@link systemRandom}, simulations a seeded one. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
}

/** The machine's own chance. */
export const systemRandom: Random = { next: () => Math.random() };

/** So many random bytes in hexadecimal: a name that nobody else has. */
export function randomHex(random: Random, bytes: number): string {
  return Array.from({ length: bytes }, () => Math.floor(random.next() * 256))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
