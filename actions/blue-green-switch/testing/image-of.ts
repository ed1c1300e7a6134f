/** An image of the tests' platforms, by a digit of its digest: every one is another version. */
export function imageOf(digit: number): string {
  return `rehearsal/web@sha256:${String(digit).repeat(64)}`;
}
