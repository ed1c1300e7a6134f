/** Why answers differ from moto's, and who says that ours are AWS's. */
export interface Explanation {
  /** Differences as the comparison tells them; `*` stands for anything. Each has to fit one at least. */
  readonly differences: readonly string[];
  readonly why: string;
  /** Page, model shape or thread. */
  readonly source: string;
}

/** What the scenario's cases gave, by operation: `ecs.RunTask`. */
export type Comparison = Readonly<Record<string, Compared>>;

export interface Compared {
  /** Cases in which both answered alike. */
  readonly same: number;
  readonly differences: readonly string[];
}

/** Moto answers so where it does not have an operation, or falls over it. */
const ABSENT = /: success, moto: (?:500|501|404|no answer.*|NotImplemented.*|InternalFailure)$/;

/** Whether moto does not carry the operation out at all. */
export function isAbsent({ same, differences }: Compared): boolean {
  return same === 0 && differences.length > 0 && differences.every((difference) => ABSENT.test(difference));
}

/** The explanations that speak of a difference, by their index. */
export function explain(difference: string, explanations: readonly Explanation[]): number[] {
  return explanations.flatMap(({ differences }, index) =>
    differences.some((pattern) => fits(difference, pattern)) ? [index] : [],
  );
}

export interface Gaps {
  /** Differences that nobody has explained. */
  readonly unexplained: readonly string[];
  /** Patterns of explanations that fit no difference any more. */
  readonly unused: readonly string[];
}

export function findGaps(comparison: Comparison, explanations: readonly Explanation[]): Gaps {
  const compared = Object.values(comparison).filter((one) => !isAbsent(one));
  const differences = compared.flatMap((one) => one.differences);
  const patterns = explanations.flatMap((explanation) => explanation.differences);
  return {
    unexplained: differences.filter((difference) => explain(difference, explanations).length === 0),
    unused: patterns.filter((pattern) => !differences.some((difference) => fits(difference, pattern))),
  };
}

function fits(difference: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(difference);
}
