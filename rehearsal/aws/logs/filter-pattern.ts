import { AwsError, notImplemented } from '../kernel/errors.ts';

/**
 * Reads a filter pattern for unstructured text: terms that must all be there, `?term` of which one must, `-term` that
 * must not; a term with other characters than letters, digits and underscores stands in double quotes. Beside
 * required terms the `?` ones count for nothing (CloudWatch Logs, filter pattern syntax). Matching heeds case.
 * @throws AwsError NotImplemented for JSON, space-delimited and regular-expression patterns
 */
export function parseFilterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[]/.test(text)) throw notImplemented(`the filter pattern ${text}`);
  const terms = splitTerms(text);
  const textsOf = (role: Term['role']) => terms.filter((term) => term.role === role).map((term) => term.text);
  const [required, optional, excluded] = [textsOf('required'), textsOf('optional'), textsOf('excluded')];
  return (message) => {
    const has = (term: string) => message.includes(term);
    if (excluded.some(has) || !required.every(has)) return false;
    return required.length > 0 || optional.length === 0 || optional.some(has);
  };
}

interface Term {
  readonly role: 'required' | 'optional' | 'excluded';
  readonly text: string;
}

const ROLES: Record<string, Term['role']> = { '': 'required', '?': 'optional', '-': 'excluded' };

function splitTerms(pattern: string): Term[] {
  const terms: Term[] = [];
  const term = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\w+)|(%[^%]*%))(?=\s|$)/y;
  while (term.lastIndex < pattern.length) {
    const start = term.lastIndex;
    const [, mark = '', quoted, word, expression] = term.exec(pattern) ?? [];
    if (expression !== undefined)
      throw notImplemented(`the regular expression ${expression} in a filter pattern`);
    const text = quoted?.replace(/\\(.)/g, '$1') ?? word;
    if (text === undefined) {
      throw new AwsError(
        'InvalidParameterException',
        `Invalid character(s) in term '${pattern.slice(start).trim()}'`,
      );
    }
    terms.push({ role: ROLES[mark] ?? 'required', text });
  }
  return terms;
}
