/** Stand for a variable of the shell in a text; no name of AWS holds characters for private use. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

const VARIABLE = new RegExp(`${OPEN}([A-Z][A-Z0-9_]*)${CLOSE}`);

/**
 * A text that is known to the shell alone, such as the ARN of what an earlier command has made. It may stand in any text
 * that is quoted afterwards, in JSON too.
 * @param name in capitals
 */
export function shellVariable(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** A text as one word of a POSIX shell. A variable that is not set ends the command before it is run. */
export function quoteShell(text: string): string {
  const parts = text.split(VARIABLE);
  return parts.length === 1
    ? quoteLiteral(text)
    : parts.map((part, index) => (index % 2 === 1 ? `"\${${part}:?}"` : part && quoteLiteral(part))).join('');
}

/** A command line of these words. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoteShell).join(' ');
}

/** Keeps what a command prints in a variable of the shell. */
export function assign(variable: string, command: string): string {
  return `${variable}=$(${command})`;
}

function quoteLiteral(text: string): string {
  return /^[\w/:.,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
