import { describe, expect, jest, test } from '@jest/globals';
import type { ApiResponse } from '../kernel/http.ts';
import { fuzz } from './fuzz.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgeRegistryAnswer } from './registry.ts';

jest.setTimeout(120_000);

test('a fixed sample of malformed and half-right inputs is answered as AWS would', async () => {
  expect(await fuzz({ seed: 20_260_101, from: 0, count: 500 })).toEqual([]);
});

describe('an answer is judged', () => {
  const answer = (status: number, type: string, body: string | Uint8Array): ApiResponse => ({
    status,
    headers: { 'content-type': type },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
  const JSON_TYPE = 'application/x-amz-json-1.1';

  test.each<[string, ApiResponse]>([
    ['JSON', answer(200, JSON_TYPE, '{}')],
    ['an error in JSON', answer(400, JSON_TYPE, '{"__type":"ValidationException","message":""}')],
    ['XML', answer(200, 'text/xml', '<A x="y"><B/><C>d</C></A>')],
    ['an error in XML', answer(404, 'text/xml', '<E><Code>Invalid.NotFound</Code></E>')],
    ['CBOR', answer(200, 'application/cbor', Uint8Array.of(0xa0))],
    ['what is not implemented', answer(501, JSON_TYPE, '{"__type":"NotImplemented"}')],
  ])('as one of AWS: %s', (_what, given) => expect(judgeAnswer(given)).toBeUndefined());

  test.each<[string, ApiResponse, RegExp]>([
    ['a failure', answer(500, JSON_TYPE, '{"__type":"InternalFailure","message":"at x.ts"}'), /^status 500/],
    [
      'a failure with another status',
      answer(400, JSON_TYPE, '{"__type":"InternalFailure"}'),
      /InternalFailure/,
    ],
    ['an error without a code', answer(400, JSON_TYPE, '{}'), /without a code/],
    ['half of a JSON text', answer(200, JSON_TYPE, '{"a":'), /no client reads/],
    ['elements across', answer(200, 'text/xml', '<A><B></A></B>'), /not nested/],
    ['an open element', answer(200, 'text/xml', '<A><B></B>'), /not closed/],
    ['a control character', answer(200, 'text/xml', '<A>\u0001</A>'), /XML does not have/],
    ['half of a CBOR item', answer(200, 'application/cbor', Uint8Array.of(0xa1)), /no client reads/],
  ])('as none: %s', (_what, given, problem) => expect(judgeAnswer(given)).toMatch(problem));

  test.each([
    [
      'HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n\r\n{"errors":[{"code":"NAME_UNKNOWN"}]}',
      undefined,
    ],
    ['HTTP/1.1 200 OK\r\n\r\n', undefined],
    ['HTTP/1.1 500 Internal Server Error\r\n\r\n', /answers/],
    ['HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n\r\n{}', /without a code/],
    ['', /answers/],
  ])('of the registry: %j', (given, problem) => {
    const verdict = judgeRegistryAnswer(given);
    if (problem) expect(verdict).toMatch(problem);
    else expect(verdict).toBeUndefined();
  });
});
