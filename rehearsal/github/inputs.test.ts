import { describe, expect, test } from '@jest/globals';
import type { ActionFile } from './action-file.ts';
import { mergeInputs } from './inputs.ts';

const action: ActionFile = {
  name: 'Sample',
  main: '/sample/main.js',
  inputs: {
    'bake-time': { default: '30s' },
    'Work Folder': { default: '' },
    old: { default: '', deprecationMessage: 'use new' },
  },
};

describe('mergeInputs', () => {
  test('upper-cases names, replaces spaces and keeps hyphens; an input without default is set and empty', () => {
    expect(mergeInputs(action, { 'work folder': 'site' })).toEqual({
      variables: { 'INPUT_BAKE-TIME': '30s', INPUT_WORK_FOLDER: 'site', INPUT_OLD: '' },
      shown: { 'bake-time': '30s', 'Work Folder': 'site' },
      warnings: [],
    });
  });

  test('a given value wins over the default in any case of its name, also an empty one', () => {
    expect(mergeInputs(action, { 'BAKE-TIME': '' }).variables).toMatchObject({ 'INPUT_BAKE-TIME': '' });
  });

  test('an unknown input is warned about in the words of the runner, and handed over', () => {
    const merged = mergeInputs(action, { 'bake-tme': '1m' });
    expect(merged.warnings).toEqual([
      "Unexpected input(s) 'bake-tme', valid inputs are ['bake-time', 'Work Folder', 'old']",
    ]);
    expect(merged.variables).toMatchObject({ 'INPUT_BAKE-TME': '1m', 'INPUT_BAKE-TIME': '30s' });
  });

  test('a deprecated input is warned about only when it is used', () => {
    expect(mergeInputs(action, { Old: 'x' }).warnings).toEqual([
      "Input 'old' has been deprecated with message: use new",
    ]);
  });
});
