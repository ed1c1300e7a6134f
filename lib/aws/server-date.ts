import type { ClientWithMiddleware } from './middleware.ts';

const dates = new WeakMap<object, Date>();

/** Lets {@link serverDateOf} tell when AWS gave this client's answers. The SDK itself keeps the header from its callers. */
export function keepServerDates(client: ClientWithMiddleware): void {
  client.middlewareStack.addRelativeTo(
    (next) => async (args) => {
      const result = await next(args);
      const { response, output } = result as { readonly response: unknown; readonly output: object };
      const date = dateOf(response);
      if (date) dates.set(output, date);
      return result;
    },
    { relation: 'before', toMiddleware: 'deserializerMiddleware', name: 'platformActionsServerDates' },
  );
}

/**
 * When AWS gave this answer, by its own clock, to the second; undefined when it did not say. Two times of one
 * answer can be compared whatever this machine takes for the time.
 */
export function serverDateOf(output: object): Date | undefined {
  return dates.get(output);
}

function dateOf(response: unknown): Date | undefined {
  const { headers } = response as { readonly headers?: Readonly<Record<string, string>> };
  const date = new Date(headers?.date ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
