import { expect, test } from '@jest/globals';
import { throwOnFailure } from './progress.ts';

test('progress without an error passes', () => {
  throwOnFailure('{"status":"Pulling from web"}\r\n{"status":"Digest: sha256:1"}\r\n');
});

test('an error after a good start is thrown in the engine’s words', () => {
  const progress =
    '{"status":"Pulling"}\r\n{"errorDetail":{"message":"no space"},"error":"no space left on device"}\r\n';
  expect(() => throwOnFailure(progress)).toThrow('no space left on device');
});
