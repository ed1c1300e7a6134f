import { expect, test } from '@jest/globals';
import { readOptions } from './cli-options.ts';
import { FARGATE_SETTINGS, QUICK_SETTINGS } from './ecs/settings.ts';

test('starts at port 4510, quick, with whatever runtime there is', () => {
  expect(readOptions([])).toEqual({
    port: 4510,
    seed: 1,
    settings: { ecs: QUICK_SETTINGS, limits: { enforced: true } },
  });
});

test('takes every option', () => {
  const given = [
    '--port',
    '0',
    '--runtime',
    'processes',
    '--pace',
    'fargate',
    '--limits',
    'none',
    '--seed=7',
  ];
  expect(readOptions(given)).toEqual({
    port: 0,
    seed: 7,
    runtime: 'processes',
    settings: { ecs: FARGATE_SETTINGS, limits: { enforced: false } },
  });
});

const ALLOWED =
  'Allowed are: --port <number> --runtime containers|processes --pace quick|fargate --limits aws|none --seed <number>.';

test.each([
  [['--prot', '1'], `Unknown option '--prot'. ${ALLOWED}`],
  [['4510'], `Unexpected argument '4510'. ${ALLOWED}`],
  [['--port'], `Option '--port <value>' argument missing. ${ALLOWED}`],
  [['--port', '--seed', '1'], `Option '--port' argument is ambiguous. ${ALLOWED}`],
  [['--port', 'http'], '--port is "http"; a whole number from 0 to 65535 is wanted.'],
  [['--port', '65536'], '--port is "65536"; a whole number from 0 to 65535 is wanted.'],
  [['--port', ''], '--port is ""; a whole number from 0 to 65535 is wanted.'],
  [['--seed', '1.5'], '--seed is "1.5"; a whole number from 0 to 999999999 is wanted.'],
  [['--runtime', 'docker'], '--runtime is "docker"; allowed are containers, processes.'],
  [['--pace', 'Quick'], '--pace is "Quick"; allowed are quick, fargate.'],
  [['--limits', 'few'], '--limits is "few"; allowed are aws, none.'],
])('refuses %j in one line', (args, message) => {
  expect(() => readOptions(args)).toThrow(new Error(message));
});
