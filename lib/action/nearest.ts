/** The candidate that differs least, when it is close enough to be what was meant. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(simplify(text), simplify(candidate));
    if (distance > tolerance(candidate)) continue;
    if (!best || distance < best.distance) best = { candidate, distance };
  }
  return best?.candidate;
}

/** A third of the letters; two from four letters on, since swapping two neighbours counts as two. */
function tolerance(candidate: string): number {
  return Math.max(candidate.length < 4 ? 1 : 2, Math.floor(candidate.length / 3));
}

/** Case and the choice between `-` and `_` are never what somebody meant to differ in. */
function simplify(text: string): string {
  return text.toLowerCase().replaceAll('_', '-');
}

/** Levenshtein distance, one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
