/** A way in which AWS behaves and the embedded AWS does too, with the change of code that would take it away. */
export interface Behaviour {
  /** What AWS does, in one sentence. */
  readonly does: string;
  /** How far it is known: from the API's model, AWS's documentation, a public report, or as a guess that a setting varies. */
  readonly basis: 'model' | 'documentation' | 'report' | 'hypothesis';
  /** Page, model shape or thread that says so; for a hypothesis the setting that varies it. */
  readonly source: string;
  /** With it the behaviour's conformance test must fail: `npm run mutants` shows that it does. */
  readonly mutant: Mutant;
}

/** One change of one source file. */
export interface Mutant {
  /** Below `rehearsal/aws`. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly from: string;
  readonly to: string;
}

/** The behaviours of one part, by name. */
export type Behaviours<Name extends string = string> = Readonly<Record<Name, Behaviour>>;

/** Keeps the names as a type, so that a behaviour without a test does not compile. */
export function defineBehaviours<Name extends string>(behaviours: Behaviours<Name>): Behaviours<Name> {
  return behaviours;
}
