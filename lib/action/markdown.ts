import { harmlessLine, harmlessLines } from './harmless.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '@': '&#64;',
};

/** Text that Markdown shows as it stands, on one line: no markup, no links, no mentions, no table cells of its own. */
export function escapeMarkdown(text: string): string {
  return harmlessLine(text)
    .replace(/[\\`*_{}[\]#~$!]/g, '\\$&')
    .replace(/[&<>|@]/g, (character) => ENTITIES[character] ?? character)
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, 3)}&#46;`)
    .replace(/^([-+=]|\d+(?=[.)](?:\s|$)))/, escapeStart);
}

/** What would begin a list or underline a heading at the start of a line. */
function escapeStart(start: string): string {
  return /^\d/.test(start) ? `${start}\\` : `\\${start}`;
}

/** Untrusted text in code style. HTML and not backticks, since a backtick or a bar in the text would end those. */
export function inlineCode(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** Untrusted lines as a block; its fence is longer than any in the text. */
export function codeBlock(text: string, language = ''): string {
  const lines = harmlessLines(text);
  const longest = Math.max(2, ...[...lines.join('\n').matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence + language, ...lines, fence].join('\n');
}

/** A table. Header and cells are Markdown: whatever is untrusted in them has gone through {@link escapeMarkdown}. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ')).join(' | ')} |`)
    .join('\n');
}

/** A part that is folded until somebody opens it. The title is text, the body Markdown. */
export function details(title: string, body: string): string {
  return `<details><summary>${escapeMarkdown(title)}</summary>\n\n${body}\n\n</details>`;
}

/** Text inside a Mermaid diagram: the characters that its grammars read become its own number codes. */
export function escapeMermaid(text: string): string {
  return harmlessLine(text).replace(
    /[^\p{L}\p{N} ./()%=+-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
