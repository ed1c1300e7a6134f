/** What rules look at, in a request of either data plane. */
export interface RoutedRequest {
  readonly method: string;
  /** The Host header without its port. */
  readonly host: string;
  readonly path: string;
  /** What stands after the `?`, undecoded; empty when there is none. */
  readonly query: string;
  /** Address of whoever connected, never of X-Forwarded-For. */
  readonly sourceAddress: string;
  /** Every value of a header, in the order they were sent. */
  header(name: string): readonly string[];
}

/** Splits a request's target into path and query; a fragment belongs to neither. */
export function splitUrl(url: string): { readonly path: string; readonly query: string } {
  const end = url.indexOf('#');
  const target = end < 0 ? url : url.slice(0, end);
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** The host of a Host header: `example.com:8080` is `example.com`. */
export function hostOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d*$/, '');
}
