/** Splits things in the order of time into stretches: the next one begins where more than `gap` lies between two. */
export function findRuns<Item extends { readonly at: number }>(
  items: readonly Item[],
  gap: number,
): Item[][] {
  const runs: Item[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && item.at - last.at <= gap) run.push(item);
    else runs.push([item]);
  }
  return runs;
}
