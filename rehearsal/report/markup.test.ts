import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { element, render } from './markup.ts';

describe('element', () => {
  test('nests markup, leaves out attributes without a value, shortens numbers', () => {
    const markup = element('g', { x: 1 / 3, y: undefined, 'font-size': 12 }, 'a', [
      element('b', {}, 2 / 3),
      ' c',
    ]);
    expect(render(markup)).toBe('<g x="0.33" font-size="12">a<b>0.67</b> c</g>');
  });

  test('no text becomes markup, in content or attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { html } = element('p', { title: text }, text);
        const inside = html.slice('<p title="'.length, -'</p>'.length);
        expect(inside.match(/[<>"']/g)?.join('')).toBe('">');
        expect(inside).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  test('control characters become visible, but for tab and newline', () => {
    expect(render('a\u0000b\u001b[31m\tc\n\u0085')).toBe('a\uFFFDb\uFFFD[31m\tc\n\uFFFD');
  });
});
