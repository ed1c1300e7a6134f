/** Compiles a pattern in which `*` stands for any characters, also none, and all else for itself. */
export function compileWildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

export function countWildcards(pattern: string): number {
  return pattern.split('*').length - 1;
}
