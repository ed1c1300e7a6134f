import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planStart } from './start-plan.ts';

const bare = { root: true, apt: true, installed: false, running: false };

describe('planStart', () => {
  test('installs and starts on a bare Debian machine', () => {
    expect(planStart(bare)).toEqual({ steps: ['install', 'start'] });
  });

  test('only starts what is installed, with or without apt-get', () => {
    expect(planStart({ ...bare, installed: true, apt: false })).toEqual({ steps: ['start'] });
  });

  test('leaves the machine as it is where it cannot help, and says why', () => {
    expect(planStart({ ...bare, root: false })).toEqual({ reason: 'only root could start one' });
    expect(planStart({ ...bare, apt: false })).toEqual({
      reason: 'none is installed, and without apt-get it has to be installed by hand',
    });
  });

  test('never starts a second daemon', () => {
    const facts = fc.record({ root: fc.boolean(), apt: fc.boolean(), installed: fc.boolean() });
    fc.assert(
      fc.property(facts, (machine) => {
        expect(planStart({ ...machine, running: true })).toEqual({ steps: [] });
      }),
    );
  });
});
