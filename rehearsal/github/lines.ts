/**
 * Splits text that arrives in pieces into lines ended by a newline, a carriage return or both: so does GitHub's runner,
 * which means that a progress bar's lone carriage return begins a line that may be a command.
 */
export function createLineSplitter(onLine: (line: string) => void) {
  let rest = '';

  return {
    write(piece: string): void {
      const text = rest + piece;
      // A carriage return at the very end may be the first half of a pair.
      const complete = text.endsWith('\r') ? text.slice(0, -1) : text;
      const lines = complete.split(/\r\n|\r|\n/);
      rest = (lines.pop() ?? '') + text.slice(complete.length);
      lines.forEach(onLine);
    },
    /** The text has ended: what is left is a line too. */
    end(): void {
      if (rest !== '') onLine(rest.endsWith('\r') ? rest.slice(0, -1) : rest);
      rest = '';
    },
  };
}
