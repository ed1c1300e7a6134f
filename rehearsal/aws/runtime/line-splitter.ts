/** Takes the bytes of one output stream as they come, and hands on its lines. */
export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Hands on what stands after the last newline; nothing comes after it. */
  end(): void;
}

/** What the awslogs driver puts into one event at most: 256 KiB less the 26 bytes that CloudWatch Logs adds to each. */
export const LONGEST_LINE_BYTES = 262_144 - 26;

const NEWLINE = 0x0a;

/** Splits at newlines alone, as engines do. A line that is too long for one log event is cut between characters. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let pending: Buffer = Buffer.alloc(0);

  function push(chunk: Uint8Array): void {
    let rest: Buffer = Buffer.concat([pending, chunk]);
    for (let end = findEnd(rest); end; end = findEnd(rest)) {
      onLine(rest.toString('utf8', 0, end.line));
      rest = rest.subarray(end.next);
    }
    pending = rest;
  }

  function end(): void {
    if (pending.length > 0) onLine(pending.toString('utf8'));
    pending = Buffer.alloc(0);
  }

  return { push, end };
}

/** Where the first line ends and the next one begins; undefined while the line is neither complete nor too long. */
function findEnd(bytes: Buffer): { readonly line: number; readonly next: number } | undefined {
  const newline = bytes.indexOf(NEWLINE);
  const length = newline === -1 ? bytes.length : newline;
  if (length > LONGEST_LINE_BYTES) {
    const line = startOfCharacter(bytes, LONGEST_LINE_BYTES);
    return { line, next: line };
  }
  return newline === -1 ? undefined : { line: newline, next: newline + 1 };
}

/** Goes back to the first byte of the character that the byte at `index` belongs to. */
function startOfCharacter(bytes: Buffer, index: number): number {
  let start = index;
  // A character of UTF-8 has at most three bytes that continue it (10xxxxxx).
  while (start > index - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}
