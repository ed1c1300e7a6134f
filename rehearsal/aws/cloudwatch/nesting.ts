/** So deep may parentheses stand in each other: recursion over what callers send has to end. */
const DEEPEST = 100;

/** Whether brackets stand in each other deeper than is taken. */
export function isTooDeep(tokens: readonly unknown[]): boolean {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (token === '(' || token === '[') depth += 1;
    if (token === ')' || token === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest > DEEPEST;
}
