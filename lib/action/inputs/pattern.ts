/** Whether a pattern matches all of a text: a pattern that forgets its anchors must not let the rest through. */
export function matchesWhole(pattern: RegExp, text: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(text);
}
