import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { createRandom } from '../kernel/random.ts';
import { ELBV2_BEHAVIOURS } from './behaviours.ts';
import { route } from './routing/route.ts';

conforms(ELBV2_BEHAVIOURS, {
  'fail-open'() {
    const action = { kind: 'forward', groups: [{ targetGroupArn: 'blue', weight: 1 }] } as const;
    const view = {
      table: { origin: { protocol: 'HTTP', port: 80 } as const, rules: [{ matches: () => true, action }] },
      targetsOf: () => [{ target: { id: 'sick', port: 80 }, healthy: false }],
      turnOf: () => 0,
    };
    const request = { method: 'GET', host: 'a', path: '/', query: '', sourceAddress: '203.0.113.1' };
    const decision = route(view, { ...request, header: () => [] }, createRandom(1));
    expect(decision).toMatchObject({ kind: 'forward', target: { id: 'sick' } });
  },
});
