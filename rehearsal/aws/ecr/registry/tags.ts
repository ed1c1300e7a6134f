import { findRepository } from '../store.ts';
import { type RegistryAnswer, type RegistryCall, RegistryError } from './protocol.ts';

/** The most tags of one page, and how many come when none is asked for. */
const PAGE_LIMIT = 1000;

/** The tags of a repository in the order of their names; a `Link` header leads to the next page. */
export function listTags({ registry, name, query }: RegistryCall): RegistryAnswer {
  const repository = findRepository(registry, name);
  const limit = readLimit(query.get('n'));
  const after = query.get('last') ?? '';
  const rest = [...repository.tags.keys()].filter((tag) => tag > after).sort();
  const tags = rest.slice(0, limit);
  const last = tags.at(-1);
  const link =
    last !== undefined && rest.length > limit
      ? { link: `</v2/${name}/tags/list?last=${encodeURIComponent(last)}&n=${limit}>; rel="next"` }
      : {};
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...link },
    body: JSON.stringify({ name, tags }),
  };
}

/** ECR refuses what other registries cut down to their limit. */
function readLimit(text: string | null): number {
  if (text === null) return PAGE_LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMIT) return limit;
  const bound = limit > PAGE_LIMIT ? `less than or equal to ${PAGE_LIMIT}` : 'greater than or equal to 1';
  throw new RegistryError(
    405,
    'UNSUPPORTED',
    `Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value ${bound}'`,
  );
}
