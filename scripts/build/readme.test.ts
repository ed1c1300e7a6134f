import { describe, expect, test } from '@jest/globals';
import { parseActionMetadata } from './actions.ts';
import { renderActionReadme, renderRootReadme, replaceSection } from './readme.ts';

const source = `
name: Probe
description: Looks at | listens to
inputs:
  cluster: { description: The cluster, required: true }
  bake:
    description: |
      How long to watch,
      in words.

      Zero is allowed.
    default: 30s
  old: { description: Gone soon, default: '', deprecationMessage: Use bake. }
runs: { using: node24, main: dist/index.js }
`;
const action = { name: 'probe', source, metadata: parseActionMetadata(source, 'actions/probe/action.yml') };
const readme = `# Probe
<!-- inputs:start -->
old table
<!-- inputs:end -->
between
<!-- outputs:start -->
<!-- outputs:end -->
end
`;

describe('READMEs', () => {
  test('an action gets its tables, and the rest stays', () => {
    expect(renderActionReadme(readme, action)).toBe(`# Probe
<!-- inputs:start -->

| Input | Description | Default |
| --- | --- | --- |
| \`cluster\` | The cluster | required |
| \`bake\` | How long to watch, in words.<br><br>Zero is allowed. | \`30s\` |
| \`old\` | Gone soon **Deprecated**: Use bake. |  |

<!-- inputs:end -->
between
<!-- outputs:start -->

None.

<!-- outputs:end -->
end
`);
  });

  test('writing twice gives the same as once', () => {
    const once = renderActionReadme(readme, action);
    expect(renderActionReadme(once, action)).toBe(once);
  });

  test('the root lists the actions, linked, with pipes escaped', () => {
    const text = renderRootReadme('<!-- actions:start -->\n<!-- actions:end -->', [action]);
    expect(text).toContain('| [`probe`](actions/probe/README.md) | Looks at \\| listens to |');
  });

  test.each([
    ['no markers', ''],
    ['no end', '<!-- inputs:start -->'],
    ['the end first', '<!-- inputs:end --><!-- inputs:start -->'],
    ['two starts', '<!-- inputs:start --><!-- inputs:start --><!-- inputs:end -->'],
    ['two ends', '<!-- inputs:start --><!-- inputs:end --><!-- inputs:end -->'],
  ])('%s: says which file needs which lines', (_, text) => {
    expect(() => replaceSection(text, 'inputs', 'x', 'actions/probe/README.md')).toThrow(
      'actions/probe/README.md needs these two lines, once, where the generated table goes:\n' +
        '<!-- inputs:start -->\n<!-- inputs:end -->',
    );
  });
});
