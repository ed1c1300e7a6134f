/** How one kind of condition compares its values. */
export interface WildcardStyle {
  readonly caseSensitive: boolean;
  /** Whether `\*` and `\?` stand for the characters themselves, as in query strings. */
  readonly escapes: boolean;
}

/** Compiles a pattern in which `*` is any run of characters and `?` is exactly one. */
export function compileWildcard(pattern: string, { caseSensitive, escapes }: WildcardStyle): RegExp {
  const tokens = pattern.match(escapes ? /\\[*?]|[\s\S]/g : /[\s\S]/g) ?? [];
  const source = tokens.map((token) => {
    if (token === '*') return '[\\s\\S]*';
    if (token === '?') return '[\\s\\S]';
    return quote(token.length > 1 ? token.slice(1) : token);
  });
  return new RegExp(`^${source.join('')}$`, caseSensitive ? '' : 'i');
}

function quote(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
