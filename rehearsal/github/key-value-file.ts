/**
 * Reads what a step wrote into GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE: `name=value` lines and heredocs
 * (`name<<delimiter`, lines of the value, the delimiter alone). A later value of a name replaces an earlier one.
 * @throws an error in the runner's words when a line has neither form, or a heredoc does not end
 */
export function parseKeyValueFile(text: string): Record<string, string> {
  const lines = text.split('\n');
  // What follows the last newline is a line only if it holds something.
  if (lines.at(-1) === '') lines.pop();
  const values = new Map<string, string>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const heredoc = readHeredocStart(line);
    if (!heredoc) {
      const [name, value] = splitOnce(line, '=');
      if (!name || value === undefined) throw new Error(`Invalid format '${line}'`);
      values.set(name, value);
      continue;
    }
    const end = lines.indexOf(heredoc.delimiter, index + 1);
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${heredoc.delimiter}'`);
    values.set(heredoc.name, lines.slice(index + 1, end).join('\n'));
    index = end;
  }
  return Object.fromEntries(values);
}

/** A heredoc is a line whose `<<` stands before any `=`. */
function readHeredocStart(line: string): { name: string; delimiter: string } | undefined {
  const [name, delimiter] = splitOnce(line, '<<');
  if (delimiter === undefined || name.includes('=')) return undefined;
  if (!name || !delimiter) {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
  }
  return { name, delimiter };
}

function splitOnce(line: string, separator: string): [string, string?] {
  const index = line.indexOf(separator);
  return index < 0 ? [line] : [line.slice(0, index), line.slice(index + separator.length)];
}
