/** The secrets of a job, as far as they are known by now. */
export interface Masks {
  /** From now on the value, and each of its lines, is hidden. */
  add(secret: string): void;
  apply(text: string): string;
}

/**
 * Hides values as GitHub's runner does, one `***` for secrets that touch or overlap. GitHub's runner also finds some
 * encodings of a value, base64 for one; not hiding those here makes a leak in a rehearsal plain to see.
 */
export function createMasks(): Masks {
  const secrets = new Set<string>();
  return {
    add(secret) {
      for (const value of [secret, ...secret.split(/[\r\n]+/)]) {
        if (value.trim() !== '') secrets.add(value);
      }
    },
    apply: (text) =>
      replaceRanges(
        text,
        [...secrets].flatMap((secret) => rangesOf(secret, text)),
      ),
  };
}

type Range = readonly [start: number, end: number];

/** Where the secret stands, occurrences that overlap themselves included. */
function rangesOf(secret: string, text: string): Range[] {
  const ranges: Range[] = [];
  for (let start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + 1)) {
    ranges.push([start, start + secret.length]);
  }
  return ranges;
}

function replaceRanges(text: string, ranges: Range[]): string {
  let result = '';
  let position = 0;
  let hiddenUpTo = -1;
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    if (start > hiddenUpTo) result += `${text.slice(position, start)}***`;
    hiddenUpTo = Math.max(hiddenUpTo, end);
    position = hiddenUpTo;
  }
  return result + text.slice(position);
}
