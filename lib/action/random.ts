/** Where all chance comes from. Production passes {@link systemRandom}, simulations a seeded one. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
}

/** The machine's own chance. */
export const systemRandom: Random = { next: () => Math.random() };
