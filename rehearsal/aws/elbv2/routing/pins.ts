import { type Target, targetKey } from '../target-groups.ts';

/** What a sticky cookie of the load balancer says, until when: clients cannot read it, and need not. */
export interface Pin {
  readonly targetGroupArn: string;
  /** Address and port, where the pin is to a target. */
  readonly target: string | undefined;
  readonly span: Span;
}

/** From when until when a pin holds, in milliseconds since the epoch. */
export interface Span {
  readonly since: number;
  readonly until: number;
}

export type Cookies = ReadonlyMap<string, string>;

/** How long browsers keep the cookies, whatever the duration of the stickiness: AWS lets nobody configure it. */
const COOKIE_LIFE = 7 * 86_400_000;

/** The cookies of a request by name. */
export function readCookies(headers: readonly string[]): Cookies {
  const cookies = new Map<string, string>();
  for (const part of headers.join(';').split(';')) {
    const mark = part.indexOf('=');
    if (mark > 0) cookies.set(part.slice(0, mark).trim(), part.slice(mark + 1).trim());
  }
  return cookies;
}

/**
 * The first of the named cookies that holds a pin still valid; foreign values hold none.
 * @param lasts how long a pin holds from its beginning on, whatever it says itself, in milliseconds
 */
export function findPin(
  cookies: Cookies,
  names: readonly string[],
  now: number,
  lasts?: number,
): Pin | undefined {
  for (const name of names) {
    const pin = decodePin(cookies.get(name));
    if (!pin) continue;
    const until = lasts === undefined ? pin.span.until : pin.span.since + lasts;
    if (until > now) return pin;
  }
  return undefined;
}

/** A pin to a group, or to one of its targets. */
export function pinTo(targetGroupArn: string, target: Target | undefined, span: Span): Pin {
  return { targetGroupArn, target: target && targetKey(target), span };
}

/**
 * The Set-Cookie headers of a pin. The second cookie of a pair is for requests from pages of other origins, which
 * browsers give only cookies that allow it in so many words.
 */
export function writePin(
  pin: Pin,
  names: readonly string[],
  { now, secure }: { now: number; secure: boolean },
): string[] {
  const expires = new Date(now + COOKIE_LIFE).toUTCString();
  return names.map((name) => {
    const crossOrigin = name.endsWith('CORS') ? `; SameSite=None${secure ? '; Secure' : ''}` : '';
    return `${name}=${encodePin(pin)}; Expires=${expires}; Path=/${crossOrigin}`;
  });
}

function encodePin({ targetGroupArn, target, span }: Pin): string {
  return Buffer.from(JSON.stringify([targetGroupArn, span.since, span.until, target])).toString('base64');
}

function decodePin(value: string | undefined): Pin | undefined {
  if (value === undefined) return undefined;
  try {
    const [targetGroupArn, since, until, target] = JSON.parse(Buffer.from(value, 'base64').toString());
    if (typeof targetGroupArn !== 'string') return undefined;
    if (typeof since !== 'number' || typeof until !== 'number') return undefined;
    const span = { since, until };
    return { targetGroupArn, span, target: typeof target === 'string' ? target : undefined };
  } catch {
    return undefined;
  }
}
