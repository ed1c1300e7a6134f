import { expect, test } from '@jest/globals';
import { listServices, renderEmbeddedAwsPage } from './embedded-aws-page.ts';

const page = ['operations', 'refusals', 'behaviours', 'hypotheses', 'moto']
  .map((section) => `<!-- ${section}:start -->\n<!-- ${section}:end -->\n`)
  .join('');

const behaviour = { does: 'it does | this', basis: 'hypothesis', source: '`lag`' } as const;
const facts = {
  services: [],
  refusals: { elbv2: ['rule transforms', 'a | b'] },
  catalogues: { elbv2: { one: { ...behaviour, mutant: { file: '', from: '', to: '' } } } },
  comparison: {
    'a.Same': { same: 1, differences: [] },
    'a.Other': { same: 1, differences: ['a.Other b: not by moto'] },
    'a.Absent': { same: 0, differences: ['a.Absent: success, moto: 500'] },
  },
  explanations: [{ differences: ['a.Other *'], why: 'AWS does', source: 'a page' }],
};

test('tells operations, behaviours with their source, and what differs from moto, with the reason', async () => {
  const services = (await listServices()).filter(({ model }) => model.name === 'sts');
  const text = renderEmbeddedAwsPage(page, { ...facts, services });
  expect(text).toMatch(/^\| `sts` \| .*GetCallerIdentity.* \|$/m);
  expect(text).toContain('| `elbv2` | rule transforms; a \\| b |');
  expect(text).toContain('### elbv2');
  expect(text).toContain('| `one` | it does \\| this | hypothesis | `lag` |');
  expect(text).toContain('| elbv2 | `lag` | it does \\| this |');
  expect(text).toContain('| `a.Same` | same |  |');
  expect(text).toContain('| `a.Other` | differs | 1 |');
  expect(text).toContain('| `a.Absent` | moto does not have it |  |');
  expect(text).toContain('1. AWS does (a page)');
  expect(renderEmbeddedAwsPage(text, { ...facts, services })).toBe(text);
});
