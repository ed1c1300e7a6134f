/** A proof for each behaviour of a topic. */
export type Proofs<Topic> = Readonly<Record<keyof Topic & string, () => Promise<void>>>;
