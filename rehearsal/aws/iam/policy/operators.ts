import { matchesArn, matchesText } from './wildcard.ts';

interface Operator {
  /** True when a call without the key, or with no matching value, meets the condition. */
  readonly negated: boolean;
  /** Compares a value of the call with one of the policy, not yet negated. */
  readonly test: (actual: string, wanted: string) => boolean;
}

const equals = (actual: string, wanted: string) => actual === literal(wanted);
const equalsIgnoringCase = (actual: string, wanted: string) =>
  actual.toLowerCase() === literal(wanted).toLowerCase();

/** The condition operators of IAM, but for `Null`, which asks whether a key is there. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...both('StringEquals', 'StringNotEquals', equals),
  ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalsIgnoringCase),
  ...both('StringLike', 'StringNotLike', matchesText),
  // For ARNs IAM makes no difference between equal and alike.
  ...both('ArnEquals', 'ArnNotEquals', matchesArn),
  ...both('ArnLike', 'ArnNotLike', matchesArn),
  ...both(
    'NumericEquals',
    'NumericNotEquals',
    numbers((a, b) => a === b),
  ),
  NumericLessThan: straight(numbers((a, b) => a < b)),
  NumericLessThanEquals: straight(numbers((a, b) => a <= b)),
  NumericGreaterThan: straight(numbers((a, b) => a > b)),
  NumericGreaterThanEquals: straight(numbers((a, b) => a >= b)),
  ...both(
    'DateEquals',
    'DateNotEquals',
    dates((a, b) => a === b),
  ),
  DateLessThan: straight(dates((a, b) => a < b)),
  DateLessThanEquals: straight(dates((a, b) => a <= b)),
  DateGreaterThan: straight(dates((a, b) => a > b)),
  DateGreaterThanEquals: straight(dates((a, b) => a >= b)),
  Bool: straight((actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()),
  BinaryEquals: straight((actual, wanted) => actual === wanted),
  ...both('IpAddress', 'NotIpAddress', isInRange),
};

function straight(test: Operator['test']): Operator {
  return { negated: false, test };
}

function both(name: string, opposite: string, test: Operator['test']): Readonly<Record<string, Operator>> {
  return { [name]: { negated: false, test }, [opposite]: { negated: true, test } };
}

/** `${*}`, `${?}` and `${$}` stand for the characters themselves. */
function literal(wanted: string): string {
  return wanted.replace(/\$\{([*?$])\}/g, '$1');
}

function numbers(test: (a: number, b: number) => boolean): Operator['test'] {
  return (actual, wanted) => test(Number(actual), Number(wanted));
}

/** Dates are ISO 8601 or seconds since the epoch. */
function dates(test: (a: number, b: number) => boolean): Operator['test'] {
  const read = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
  return (actual, wanted) => test(read(actual), read(wanted));
}

/** IPv4 ranges, `203.0.113.0/24`; one address without a length. Addresses of version 6 match as texts. */
function isInRange(actual: string, wanted: string): boolean {
  const [range = '', length = '32'] = wanted.split('/');
  const [address, base] = [toNumber(actual), toNumber(range)];
  if (address === undefined || base === undefined) return actual === wanted;
  const size = 2 ** (32 - Number(length));
  return Math.floor(address / size) === Math.floor(base / size);
}

function toNumber(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  const isVersion4 = parts.length === 4 && parts.every((part) => part >= 0 && part <= 255);
  return isVersion4 ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
