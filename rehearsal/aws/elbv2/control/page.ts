import { invalid } from './validate.ts';

/** How every Describe call of this service asks for a page. */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly PageSize?: number | undefined;
}

/**
 * One page of `items`, and the marker of the next when there is one. A marker names the last item that was shown, so that
 * what is made between two pages neither repeats nor hides another item.
 * @throws AwsError when the marker is not one of ours
 */
export function takePage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { Marker, PageSize }: PageRequest,
  defaultSize: number,
): { readonly items: readonly Item[]; readonly NextMarker?: string } {
  const size = PageSize ?? defaultSize;
  const start = Marker === undefined ? 0 : items.findIndex((item) => markerOf(keyOf(item)) === Marker) + 1;
  if (Marker !== undefined && start === 0) throw invalid(`Invalid marker '${Marker}'`);
  const shown = items.slice(start, start + size);
  const last = shown.at(-1);
  const more = last !== undefined && start + size < items.length;
  return more ? { items: shown, NextMarker: markerOf(keyOf(last)) } : { items: shown };
}

function markerOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}
