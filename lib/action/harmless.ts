import { stripVTControlCharacters } from 'node:util';

// Control characters (a tab is harmless), what reorders or hides text, and line separators that are not line feeds.
// Format characters matter for more than looks: the runner compares text by culture, which skips them, so a command
// stays one with a zero-width space inside it.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu;

/**
 * Text from AWS, from containers and from tools as lines that the runner takes for nothing but text. The runner obeys
 * `::name::` at the beginning of a line, white space before it or not, and the older `##[name]` anywhere in it
 * (actions/runner, ActionCommand.cs).
 */
export function harmlessLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .replace(INVISIBLE, (character) => (character === '\t' ? '\t' : ''))
        .replaceAll('##[', '## [')
        .replace(/^(\s*):(?=:)/, '$1: '),
    );
}

/** {@link harmlessLines} as one text, for a command whose message may have several lines. */
export function harmlessText(text: string): string {
  return harmlessLines(text).join('\n');
}

/** {@link harmlessLines} as one line, for a title. */
export function harmlessLine(text: string): string {
  return harmlessLines(text).join(' ').trim();
}
