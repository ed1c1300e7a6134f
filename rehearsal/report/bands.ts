import { type Content, element, type Markup } from './markup.ts';
import type { Phase, ReleaseRecord, WeightReading } from './model.ts';
import type { TimeScale } from './scale.ts';
import { fittingText } from './text-width.ts';
import { COLOURS, slotColour, VERDICTS } from './theme.ts';

/** Where a lane stands in the picture. */
export interface Lane {
  readonly top: number;
  readonly height: number;
}

const LABEL_SIZE = 12;
const PADDING = 4;

/** One box a release, with its verdict. */
export function renderReleases(releases: readonly ReleaseRecord[], time: TimeScale, lane: Lane): Markup[] {
  return releases.map((release) => {
    const { sign, word, fill, ink } = VERDICTS[release.verdict];
    const texts = [`${release.version} ${sign} ${word}`, `${release.version} ${sign}`, sign];
    const style = { fill, ink, weight: 600 };
    return renderBox({ ...release, title: `${release.version}: ${word}`, texts }, style, time, lane);
  });
}

export function renderPhases(phases: readonly Phase[], time: TimeScale, lane: Lane): Markup[] {
  return phases.map((phase, index) => {
    const fill = COLOURS.phases[index % COLOURS.phases.length] ?? COLOURS.line;
    return renderBox(
      { ...phase, title: phase.name, texts: [phase.name] },
      { fill, ink: COLOURS.ink },
      time,
      lane,
    );
  });
}

/** Each slot as high as its share of the traffic, for as long as it was so. */
export function renderWeights(readings: readonly WeightReading[], time: TimeScale, lane: Lane): Markup[] {
  return readings.flatMap((reading, index) => {
    const to = readings[index + 1]?.at ?? time.to;
    const shares = sharesOf(reading);
    let top = lane.top;
    return shares.map(({ slot, weight, share }) => {
      const part = { top, height: lane.height * share };
      top += part.height;
      const label = `${slot} ${weight}`;
      const texts = part.height < LABEL_SIZE ? [] : [label];
      const box = { from: reading.at, to, title: label, texts };
      return renderBox(box, { fill: slotColour(slot), ink: COLOURS.ink }, time, part);
    });
  });
}

function sharesOf({ weights }: WeightReading) {
  const entries = Object.entries(weights).filter(([, weight]) => weight > 0);
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  return entries.map(([slot, weight]) => ({ slot, weight, share: weight / sum }));
}

interface Box {
  readonly from: number;
  readonly to: number;
  /** Shown when somebody points at it. */
  readonly title: string;
  /** Labels from the fullest to the shortest. */
  readonly texts: readonly string[];
}

function renderBox(
  { from, to, title, texts }: Box,
  { fill, ink, weight }: { readonly fill: string; readonly ink: string; readonly weight?: number },
  time: TimeScale,
  { top, height }: Lane,
): Markup {
  const [x, end] = [time.x(from), time.x(to)];
  const width = Math.max(1, end - x - 1);
  const text = fittingText(texts, width - 2 * PADDING, LABEL_SIZE);
  const content: Content[] = [
    element('title', {}, title),
    element('rect', { x, y: top, width, height, fill, rx: Math.min(3, height / 2) }),
  ];
  if (text !== undefined) {
    const place = {
      x: x + PADDING,
      y: top + height / 2,
      'dominant-baseline': 'central',
      'font-weight': weight,
    };
    content.push(element('text', { ...place, fill: ink, 'font-size': LABEL_SIZE }, text));
  }
  return element('g', {}, content);
}
