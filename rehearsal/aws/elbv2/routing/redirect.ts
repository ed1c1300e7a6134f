import type { RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RoutedRequest } from './request.ts';

/** Where the client asked, as far as the listener decides it. */
export interface ListenerOrigin {
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly port: number;
}

/** Each part of the address that a redirect leaves out stays as the client sent it. */
const UNCHANGED = {
  Protocol: '#{protocol}',
  Port: '#{port}',
  Host: '#{host}',
  Path: '/#{path}',
  Query: '#{query}',
};

/** A redirect's parts, with AWS's defaults for what was left out. */
export function completeRedirect(config: RedirectActionConfig): Required<typeof UNCHANGED> {
  return {
    Protocol: config.Protocol ?? UNCHANGED.Protocol,
    Port: config.Port ?? UNCHANGED.Port,
    Host: config.Host ?? UNCHANGED.Host,
    Path: config.Path ?? UNCHANGED.Path,
    Query: config.Query ?? UNCHANGED.Query,
  };
}

/** Whether the redirect would send clients where they are: the query alone is no change, as AWS counts it. */
export function isLoop(config: RedirectActionConfig, origin: ListenerOrigin): boolean {
  const { Protocol, Port, Host, Path } = completeRedirect(config);
  return (
    (Protocol === UNCHANGED.Protocol || Protocol === origin.protocol) &&
    (Port === UNCHANGED.Port || Port === String(origin.port)) &&
    Host === UNCHANGED.Host &&
    Path === UNCHANGED.Path
  );
}

/** The Location header; the port always stands in it, as in AWS's. */
export function locationOf(
  config: RedirectActionConfig,
  origin: ListenerOrigin,
  request: Pick<RoutedRequest, 'host' | 'path' | 'query'>,
): string {
  const known: Record<string, string> = {
    protocol: origin.protocol.toLowerCase(),
    host: request.host,
    port: String(origin.port),
    path: request.path.replace(/^\//, ''),
    query: request.query,
  };
  const fill = (part: string) => part.replace(/#\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
  const { Protocol, Port, Host, Path, Query } = completeRedirect(config);
  const query = fill(Query);
  return `${fill(Protocol).toLowerCase()}://${fill(Host)}:${fill(Port)}${fill(Path)}${query && `?${query}`}`;
}
