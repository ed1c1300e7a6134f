/** Codes that count as healthy: `200`, `200,204` or `200-299`, and any mix of them. */
export type Matcher = (status: number) => boolean;

/** The codes that an application load balancer's matcher may name. */
const [LOWEST, HIGHEST] = [200, 499];

/** Reads a matcher; undefined when AWS would refuse it. */
export function parseMatcher(text: string): Matcher | undefined {
  const ranges = text.split(',').map((part) => /^(\d{3})(?:-(\d{3}))?$/.exec(part.trim()));
  const bounds: (readonly [number, number])[] = [];
  for (const range of ranges) {
    if (!range) return undefined;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (first < LOWEST || last > HIGHEST || first > last) return undefined;
    bounds.push([first, last]);
  }
  return (status) => bounds.some(([first, last]) => status >= first && status <= last);
}
