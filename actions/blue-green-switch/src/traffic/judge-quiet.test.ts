import { describe, expect, test } from '@jest/globals';
import { describeQuiet, judgeQuiet, type SeenRequests } from './judge-quiet.ts';

const MINUTE = 60_000;

/** Requests of minutes, told by their number. */
function minutes(counts: Readonly<Record<number, number>>): ReadonlyMap<number, number> {
  return new Map(Object.entries(counts).map(([minute, count]) => [Number(minute) * MINUTE, count]));
}

/** Every minute from 0 to 12, of a load balancer that always has requests. */
const BUSY = minutes(Object.fromEntries(Array.from({ length: 13 }, (_, minute) => [minute, 50])));

/** It is minute 13, and what is older than nine minutes and a half is due. */
const seen: SeenRequests = {
  at: 13.5 * MINUTE,
  from: 0,
  loadBalancer: BUSY,
  slot: minutes({ 0: 9, 3: 2 }),
};
/** The weight was gone in minute 2, and a cookie lasts for five minutes. */
const wanted = { since: 2.5 * MINUTE, span: 5 * MINUTE };

describe('a slot without weight', () => {
  test.each<[string, boolean, Partial<SeenRequests>, Partial<typeof wanted>]>([
    ['is quiet when nobody has come for as long as a cookie lasts', true, {}, {}],
    ['is not while a minute of that is not due', false, { at: 12 * MINUTE - 1 }, {}],
    ['is when it is due', true, { at: 12 * MINUTE }, {}],
    ['is not when somebody came too late', false, { slot: minutes({ 5: 1 }) }, {}],
    ['is not when somebody came in a minute that is not due yet', false, { slot: minutes({ 12: 1 }) }, {}],
    ['is when a minute says zero in so many words', true, { slot: minutes({ 3: 2, 8: 0 }) }, {}],
    ['is not when the load balancer itself has nothing to tell', false, { loadBalancer: minutes({}) }, {}],
    [
      'is not by minutes that the load balancer does not tell of',
      false,
      { loadBalancer: minutes({ 7: 3 }) },
      {},
    ],
    ['is by the newest minute that it tells of', true, { loadBalancer: minutes({ 8: 3 }) }, {}],
    ['is not as long as a node may send anybody there', false, {}, { since: 10.1 * MINUTE }],
    ['is not when it was not asked for long enough', false, { slot: minutes({}), from: 6 * MINUTE }, {}],
    ['is when nobody ever came', true, { slot: minutes({}) }, {}],
  ])('%s', (_what, isQuiet, readings, otherwise) => {
    expect(judgeQuiet({ ...seen, ...readings }, { ...wanted, ...otherwise }).isQuiet).toBe(isQuiet);
  });

  test('tells what was seen last', () => {
    expect(describeQuiet(judgeQuiet(seen, wanted))).toBe(
      '2 requests in the minute of 00:03, none after it until 00:10',
    );
    expect(describeQuiet(judgeQuiet({ ...seen, slot: minutes({ 4: 1 }) }, wanted))).toBe(
      '1 request in the minute of 00:04, none after it until 00:10',
    );
    const none = { ...seen, slot: minutes({}) };
    expect(describeQuiet(judgeQuiet(none, wanted))).toBe('no requests until 00:10');
    expect(describeQuiet(judgeQuiet({ ...none, loadBalancer: minutes({}) }, wanted))).toBe(
      'the load balancer has published no requests of anybody',
    );
  });
});
