import { systemClock } from '../../lib/action/clock.ts';
import type { Behaviours } from '../../rehearsal/aws/conformance/behaviour.ts';
import { createMemoryBlobStore } from '../../rehearsal/aws/ecr/blobs/memory-blob-store.ts';
import { createVirtualDataPlane } from '../../rehearsal/aws/elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../../rehearsal/aws/embedded-aws.ts';
import { clientNameOf } from '../../rehearsal/aws/judges/implemented.ts';
import {
  type Comparison,
  type Explanation,
  explain,
  isAbsent,
} from '../../rehearsal/aws/judges/moto/explain.ts';
import type { Service } from '../../rehearsal/aws/kernel/service.ts';
import { createScriptedRuntime } from '../../rehearsal/aws/runtime/scripted.ts';
import { inCell, renderTable, replaceSection } from './readme.ts';

/** Where the page is, and what its messages call it. */
export const EMBEDDED_AWS_PAGE = 'docs/embedded-aws.md';

/** What the tables of the page are made from. */
export interface EmbeddedAwsFacts {
  readonly services: readonly Service[];
  /** What each service says it does not implement. */
  readonly refusals: Readonly<Record<string, readonly string[]>>;
  readonly catalogues: Readonly<Record<string, Behaviours>>;
  readonly comparison: Comparison;
  readonly explanations: readonly Explanation[];
}

/** The services of an embedded AWS that is closed again at once. */
export async function listServices(): Promise<readonly Service[]> {
  const aws = await createEmbeddedAws({
    clock: systemClock,
    seed: 1,
    blobs: createMemoryBlobStore(),
    registryHost: () => '127.0.0.1',
    createDataPlane: createVirtualDataPlane,
    createRuntime: createScriptedRuntime,
  });
  for (const { load } of aws.services) await load?.();
  await aws.close();
  return aws.services;
}

/** The page with its tables of operations, of behaviours and of what differs from moto. */
export function renderEmbeddedAwsPage(page: string, facts: EmbeddedAwsFacts): string {
  const sections = {
    operations: renderOperations(facts.services),
    refusals: renderRefusals(facts.refusals),
    behaviours: renderBehaviours(facts.catalogues),
    hypotheses: renderHypotheses(facts.catalogues),
    moto: renderComparison(facts.comparison, facts.explanations),
  };
  return Object.entries(sections).reduce(
    (text, [section, content]) => replaceSection(text, section, content, EMBEDDED_AWS_PAGE),
    page,
  );
}

function renderOperations(services: readonly Service[]): string {
  const rows = services.map((service) => {
    const implemented = Object.keys(service.operations).sort();
    const others = service.model.operations.size - implemented.length;
    return [
      `\`${clientNameOf(service)}\``,
      implemented.join(', '),
      others === 0 ? 'none' : `all ${others} others`,
    ];
  });
  return renderTable(['Service', 'Implemented', 'Refused (`NotImplemented`)'], rows);
}

function renderRefusals(refusals: EmbeddedAwsFacts['refusals']): string {
  const rows = Object.entries(refusals).map(([part, told]) => [`\`${part}\``, inCell(told.join('; '))]);
  return renderTable(['Service', 'Refused with `NotImplemented`'], rows);
}

function renderBehaviours(catalogues: EmbeddedAwsFacts['catalogues']): string {
  return Object.entries(catalogues)
    .map(([part, behaviours]) => {
      const rows = Object.entries(behaviours).map(([name, { does, basis, source }]) => [
        `\`${name}\``,
        inCell(does),
        basis,
        inCell(source),
      ]);
      return `### ${part}\n\n${renderTable(['Behaviour', 'What AWS does', 'Basis', 'Source'], rows)}`;
    })
    .join('\n\n');
}

function renderHypotheses(catalogues: EmbeddedAwsFacts['catalogues']): string {
  const rows = Object.entries(catalogues).flatMap(([part, behaviours]) =>
    Object.values(behaviours)
      .filter(({ basis }) => basis === 'hypothesis')
      .map(({ does, source }) => [part, inCell(source), inCell(does)]),
  );
  return rows.length === 0
    ? 'None.'
    : renderTable(['Part', 'Setting', 'As it is unless set otherwise'], rows);
}

function renderComparison(comparison: Comparison, explanations: readonly Explanation[]): string {
  const rows = Object.entries(comparison).map(([operation, compared]) => {
    if (compared.differences.length === 0) return [`\`${operation}\``, 'same', ''];
    if (isAbsent(compared)) return [`\`${operation}\``, 'moto does not have it', ''];
    const reasons = new Set(compared.differences.flatMap((difference) => explain(difference, explanations)));
    const numbers = [...reasons].sort((a, b) => a - b).map((index) => index + 1);
    return [`\`${operation}\``, 'differs', numbers.join(', ')];
  });
  const reasons = explanations.map(({ why, source }, index) => `${index + 1}. ${why} (${source})`);
  return `${renderTable(['Operation', 'Beside moto', 'Why'], rows)}\n\n${reasons.join('\n')}`;
}
