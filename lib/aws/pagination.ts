export interface CollectOptions {
  /** Ends the reading at once, with its reason: the SDK's paginators take no signal. */
  readonly signal: AbortSignal;
  /** No page is asked for once there are so many items, and no more are returned. */
  readonly limit?: number;
}

/** Everything that the SDK's paginator brings, page by page: `collect(ecs.paginateListTasks({…}), (page) => page.taskArns, …)`. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
  { signal, limit = Number.POSITIVE_INFINITY }: CollectOptions,
): Promise<Item[]> {
  const iterator = pages[Symbol.asyncIterator]();
  const items: Item[] = [];
  while (items.length < limit) {
    const next = await unlessAborted(iterator.next(), signal);
    if (next.done) break;
    items.push(...(itemsOf(next.value) ?? []));
  }
  return items.slice(0, limit);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
