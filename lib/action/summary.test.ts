import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitSummary, renderFailure, SUMMARY_LIMIT_BYTES } from './summary.ts';

/** What a reader of Markdown would take as still open after the last line. */
function openAtTheEnd(markdown: string) {
  let [fence, details]: [string | undefined, number] = [undefined, 0];
  for (const line of markdown.split('\n')) {
    if (fence !== undefined) fence = line === fence ? undefined : fence;
    else if (line.startsWith('```')) fence = /^`+/.exec(line)?.[0];
    else if (line.startsWith('<details>')) details++;
    else if (line === '</details>' && details > 0) details--;
  }
  return { fence, details };
}

test('what fits is not touched', () => {
  expect(fitSummary('### a\n')).toBe('### a\n');
});

test('what is too long is cut to the limit with nothing left open', () => {
  const line = fc.constantFrom(
    'text',
    'ünïcödé',
    '```',
    '````js',
    '<details><summary>x</summary>',
    '</details>',
    '',
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 60 }), fc.integer({ min: 150, max: 400 }), (lines, limit) => {
      const markdown = lines.join('\n');
      fc.pre(Buffer.byteLength(markdown) > limit);
      const fitted = fitSummary(markdown, limit);
      expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(limit);
      expect(openAtTheEnd(fitted)).toEqual({ fence: undefined, details: 0 });
      expect(fitted).toMatch(/\*The rest is left out: a job summary holds 1 MiB\.\*\n$/);
    }),
  );
  const open = `<details><summary>x</summary>\n\n\`\`\`\`\n${'a line\n'.repeat(200_000)}`;
  expect(fitSummary(open)).toMatch(/a line\n````\n\n<\/details>\n\n\*The rest/);
  expect(Buffer.byteLength(fitSummary(open))).toBeGreaterThan(SUMMARY_LIMIT_BYTES - 100);
});

test('a failure: cause, what to do, evidence', () => {
  expect(renderFailure('deploy-image', { cause: 'No <b>.', advice: 'Do it.', detail: 'x\n```' })).toBe(
    '### :x: deploy-image: No &lt;b&gt;.\n\n**Next:** Do it.\n\n' +
      '<details><summary>Evidence</summary>\n\n````\nx\n```\n````\n\n</details>',
  );
});
