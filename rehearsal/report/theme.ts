import type { Verdict } from './model.ts';

/**
 * Colours that stay apart for people who do not see red or green (after Okabe and Ito), on white. Nothing is told by
 * colour alone: versions and slots carry their names, failures their number.
 */
export const COLOURS = {
  ink: '#1b1f24',
  quiet: '#5b6570',
  line: '#d5dae0',
  failed: '#c4161c',
  notCounted: '#b8bec5',
  p50: '#0072b2',
  p99: '#5b4b8a',
  phases: ['#e8ecf1', '#d8dfe7'],
} as const;

const VERSION_COLOURS = ['#4a8bbd', '#a9d5f0', '#ecc25f', '#a592c6', '#7fb8a0', '#c3c9d0'];

/** Neighbouring versions get colours that differ in lightness too. */
export function versionColour(versions: readonly string[], version: string): string {
  return VERSION_COLOURS[versions.indexOf(version) % VERSION_COLOURS.length] ?? COLOURS.quiet;
}

const SLOT_COLOURS: Readonly<Record<string, string>> = { blue: '#b9d7ef', green: '#7fbf9f' };

export function slotColour(slot: string): string {
  return SLOT_COLOURS[slot] ?? '#d9c9a3';
}

/** Sign and colours of a verdict. */
export const VERDICTS: Readonly<Record<Verdict, { sign: string; word: string; fill: string; ink: string }>> =
  {
    released: { sign: '✓', word: 'released', fill: '#d3ebe2', ink: '#00543d' },
    'rolled-back': { sign: '↩', word: 'rolled back', fill: '#fbe3b0', ink: '#6b4600' },
    refused: { sign: '✕', word: 'refused', fill: '#e3e6ea', ink: '#333b44' },
    lost: { sign: '?', word: 'lost', fill: '#c9ced5', ink: '#333b44' },
  };
