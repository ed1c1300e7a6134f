import { describe, expect, test } from '@jest/globals';
import { statusPage } from '../../../../rehearsal/aws/elbv2/data-plane/own-answers.ts';
import { parseVersionCheck } from '../plan/version-check.ts';
import { judgeAnswer as judge } from './judge-answer.ts';
import type { Answered, ProbeAnswer } from './probe-gate.ts';

const judgeAnswer = (answer: ProbeAnswer) => judge(answer, undefined);

function answered(status: number, given: Partial<Pick<Answered, 'headers' | 'body'>> = {}): Answered {
  return { kind: 'answered', status, headers: {}, body: '', ...given };
}

/** What nginx and others show. */
const WEB_SERVER_PAGE =
  '<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>';

describe('an answer', () => {
  test.each([200, 204, 304, 399])('with status %i is good', (status) => {
    expect(judgeAnswer(answered(status))).toEqual({ kind: 'good' });
  });

  test.each([100, 400, 404, 405, 500, 502, 503])('with status %i is bad', (status) => {
    expect(judgeAnswer(answered(status))).toEqual({ kind: 'bad', complaint: `status ${status}` });
  });

  test('that does not come is bad', () => {
    expect(judgeAnswer({ kind: 'unanswered', reason: 'reset' })).toEqual({ kind: 'bad', complaint: 'reset' });
  });

  test.each<[string, Answered]>([
    ['of its own', answered(403, { headers: { server: 'gunicorn' }, body: '{"error":"forbidden"}' })],
    ['of a web server', answered(403, { headers: { server: 'nginx' }, body: WEB_SERVER_PAGE })],
    ['of nobody', answered(403)],
  ])('with a 403 %s is the version’s, and bad', (_whose, answer) => {
    expect(judgeAnswer(answer)).toEqual({ kind: 'bad', complaint: 'status 403' });
  });

  const { status, headers, body } = statusPage(403);
  test.each<[string, Answered, string]>([
    [
      'a load balancer’s block',
      { kind: 'answered', status, headers, body },
      'the load balancer or its AWS WAF (status 403)',
    ],
    [
      'the same without the header, which a listener can be told to leave out',
      answered(403, { body }),
      'the load balancer or its AWS WAF (status 403)',
    ],
    [
      'a block of CloudFront',
      answered(403, { headers: { server: 'CloudFront' } }),
      'CloudFront or its AWS WAF (status 403)',
    ],
    ['a CAPTCHA', answered(405, { headers: { 'x-amzn-waf-action': 'captcha' } }), 'AWS WAF with a CAPTCHA'],
    [
      'a challenge',
      answered(202, { headers: { 'x-amzn-waf-action': 'challenge' } }),
      'AWS WAF with a challenge',
    ],
    [
      'an action that is new',
      answered(202, { headers: { 'x-amzn-waf-action': '<b>' } }),
      'AWS WAF with an action of its own',
    ],
    ['a limit of the rate', answered(429), 'a limit of the rate (status 429)'],
  ])('in the place of the version says nothing about it: %s', (_what, answer, by) => {
    expect(judgeAnswer(answer)).toEqual({ kind: 'blocked', by });
  });

  const check = parseVersionCheck('header:x-version=1.5');
  test.each<[string, Answered, ReturnType<typeof judge>]>([
    ['the expected one', answered(200, { headers: { 'x-version': '1.5' } }), { kind: 'good' }],
    [
      'another one',
      answered(200, { headers: { 'x-version': '1.4' } }),
      { kind: 'bad', complaint: 'header x-version is "1.4" instead of "1.5"' },
    ],
    ['none, because it fails', answered(500), { kind: 'bad', complaint: 'status 500' }],
    [
      'none, because it is not the version’s',
      answered(429),
      { kind: 'blocked', by: 'a limit of the rate (status 429)' },
    ],
  ])('that has to show its version shows %s', (_which, answer, judged) => {
    expect(judge(answer, check)).toEqual(judged);
  });
});
