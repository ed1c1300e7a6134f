import { BlockList, isIP } from 'node:net';
import type { QueryStringKeyValuePair, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RoutedRequest } from './request.ts';
import { compileWildcard, type WildcardStyle } from './wildcard.ts';

export type Matches = (request: RoutedRequest) => boolean;

/** Paths are compared with case, hosts, headers and query strings without. */
const WITH_CASE: WildcardStyle = { caseSensitive: true, escapes: false };
const WITHOUT_CASE: WildcardStyle = { caseSensitive: false, escapes: false };
const QUERY_STYLE: WildcardStyle = { caseSensitive: false, escapes: true };

/** A rule matches when each of its conditions does; a default rule has none and always matches. */
export function compileConditions(conditions: readonly RuleCondition[]): Matches {
  const all = conditions.map(compileCondition);
  return (request) => all.every((matches) => matches(request));
}

/**
 * One condition as a test of requests; any one of its values is enough.
 * @param condition as the control plane has accepted and stored it
 */
function compileCondition(condition: RuleCondition): Matches {
  switch (condition.Field) {
    case 'host-header':
      return compileText(condition.HostHeaderConfig?.Values, WITHOUT_CASE, ({ host }) => [host]);
    case 'path-pattern':
      return compileText(condition.PathPatternConfig?.Values, WITH_CASE, ({ path }) => [path]);
    case 'http-header': {
      const name = (condition.HttpHeaderConfig?.HttpHeaderName ?? '').toLowerCase();
      return compileText(condition.HttpHeaderConfig?.Values, WITHOUT_CASE, (request) => request.header(name));
    }
    case 'http-request-method': {
      const methods = new Set(condition.HttpRequestMethodConfig?.Values);
      return ({ method }) => methods.has(method);
    }
    case 'query-string':
      return compileQuery(condition.QueryStringConfig?.Values ?? []);
    case 'source-ip':
      return compileSource(condition.SourceIpConfig?.Values ?? []);
    default:
      throw new Error(`No such condition: ${condition.Field}`);
  }
}

function compileText(
  values: readonly string[] | undefined,
  style: WildcardStyle,
  subjects: (request: RoutedRequest) => readonly string[],
): Matches {
  const patterns = (values ?? []).map((value) => compileWildcard(value, style));
  return (request) => {
    const texts = subjects(request);
    return patterns.some((pattern) => texts.some((text) => pattern.test(text)));
  };
}

/** Compares decoded keys and values; a value without a key may belong to any key. */
function compileQuery(pairs: readonly QueryStringKeyValuePair[]): Matches {
  const patterns = pairs.map(({ Key, Value }) => ({
    key: Key === undefined ? undefined : compileWildcard(Key, QUERY_STYLE),
    value: compileWildcard(Value ?? '', QUERY_STYLE),
  }));
  return ({ query }) => {
    const sent = [...new URLSearchParams(query)];
    return patterns.some(({ key, value }) =>
      sent.some(([name, text]) => (key?.test(name) ?? true) && value.test(text)),
    );
  };
}

function compileSource(ranges: readonly string[]): Matches {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', length = ''] = range.split('/');
    list.addSubnet(network, Number(length), familyOf(network));
  }
  return ({ sourceAddress }) => list.check(sourceAddress, familyOf(sourceAddress));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
