import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWith } from './describe-with.ts';
import { listFiles, repositoryRoot } from './repository.ts';

interface Rule {
  readonly rule: string;
  /** The files that keep to it; tests are free. */
  readonly files: RegExp;
  readonly forbidden: RegExp;
  /** Where the forbidden thing has its one place. */
  readonly except?: readonly string[];
}

/** Tests and what they share. */
const testCode = /\.test\.ts$|\/testing\/|\/test-[^/]+\.ts$/;

const importFrom = (path: string) => new RegExp(`(?:from|import\\()\\s*'${path}`);

const rules: readonly Rule[] = [
  {
    rule: 'lib knows neither an action nor the rehearsal',
    files: /^lib\//,
    forbidden: importFrom('(?:\\.\\./)+(?:actions|rehearsal)/'),
  },
  {
    rule: 'lib/action knows nothing of AWS',
    files: /^lib\/action\//,
    forbidden: importFrom('(?:@aws-sdk/|@smithy/|(?:\\.\\./)+aws/)'),
  },
  {
    rule: 'an action knows no other action, and not the rehearsal',
    files: /^actions\/[^/]+\/src\//,
    forbidden: importFrom('(?:\\.\\./)+(?:rehearsal/|actions/|[^/]+/src/)'),
  },
  {
    rule: 'the embedded AWS knows neither the actions nor what they share about AWS: it would agree with their errors',
    files: /^rehearsal\/aws\//,
    forbidden: importFrom('(?:\\.\\./)+(?:actions|lib/aws)/'),
  },
  {
    rule: 'time comes from the clock port',
    files: /^(?:lib|actions\/[^/]+\/src|rehearsal\/aws)\//,
    forbidden:
      /(?<![.\w])(?:setTimeout|setInterval|setImmediate)\(|Date\.now\(|new Date\(\)|performance\.now\(|process\.hrtime/,
    except: [
      'lib/action/clock.ts',
      // Lets promises settle between two moments of virtual time.
      'rehearsal/aws/kernel/virtual-clock.ts',
    ],
  },
  {
    rule: 'chance comes from the random port',
    files: /^(?:lib|actions\/[^/]+\/src|rehearsal\/aws)\//,
    forbidden: /Math\.random\(|randomUUID\(|randomBytes\(|randomInt\(/,
    except: ['lib/action/random.ts'],
  },
];

describeWith('git', 'the architecture', () => {
  test.each(rules)('$rule', ({ files, forbidden, except = [] }) => {
    const bound = listFiles().filter(
      (path) => files.test(path) && path.endsWith('.ts') && !testCode.test(path) && !except.includes(path),
    );
    const breaches = bound.flatMap((path) =>
      readFileSync(join(repositoryRoot, path), 'utf8')
        .split('\n')
        .flatMap((line, index) => (forbidden.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(breaches).toEqual([]);
  });
});
