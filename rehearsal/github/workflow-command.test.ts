import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseWorkflowCommand } from './workflow-command.ts';

const registered = new Set(['error', 'group', 'add-mask']);
const read = (line: string) => parseWorkflowCommand(line, registered);

describe('parseWorkflowCommand', () => {
  test.each([
    ['::error::it broke', { name: 'error', properties: {}, data: 'it broke' }],
    ['  ::ERROR::x', { name: 'error', properties: {}, data: 'x' }],
    ['::group::', { name: 'group', properties: {}, data: '' }],
    [
      '::error title=A%3A B%2C C,line=3::x',
      { name: 'error', properties: { title: 'A: B, C', line: '3' }, data: 'x' },
    ],
    ['::error File=a.ts,empty=,=none,bare::x', { name: 'error', properties: { file: 'a.ts' }, data: 'x' }],
    ['::error::a%0Ab%0D%25c::d', { name: 'error', properties: {}, data: 'a\nb\r%c::d' }],
    ['::error::%250A', { name: 'error', properties: {}, data: '%0A' }],
    ['::error::%3A%2C stay', { name: 'error', properties: {}, data: '%3A%2C stay' }],
    ['text before ##[error]x%5D', { name: 'error', properties: {}, data: 'x]' }],
    ['##[error title=a;line=3]x', { name: 'error', properties: { title: 'a', line: '3' }, data: 'x' }],
  ])('reads %j', (line, command) => {
    expect(read(line)).toEqual(command);
  });

  test.each(['plain', 'x ::error::y', '::error:x', '::unknown::x', '##[unknown]x', '##[error', '', '::'])(
    'takes %j for text',
    (line) => {
      expect(read(line)).toBeUndefined();
    },
  );

  test('understands whatever text the toolkit escapes', () => {
    // The escapes of GitHub's documentation for data and property values.
    const escapeData = (text: string) =>
      text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
    const text = fc.string({
      unit: fc.constantFrom('%', '2', '5', '0', 'A', '3', 'C', ':', ',', '\n', '\r', ' ', 'x'),
    });
    fc.assert(
      fc.property(text, text, (data, title) => {
        const command = read(`::error title=${escapeProperty(title)}x::${escapeData(data)}`);
        expect(command).toEqual({ name: 'error', properties: { title: `${title}x` }, data });
      }),
    );
  });
});
