import { COLOURS } from './theme.ts';

export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 1240px; margin: 0 auto; padding: 24px 20px 40px; background: #fff; color: ${COLOURS.ink};
  overflow-wrap: anywhere;
  font: 15px/1.45 system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif; }
h1 { margin: 0; font-size: 26px; }
h2 { margin: 28px 0 8px; font-size: 18px; }
p { margin: 0; }
.facts { color: ${COLOURS.quiet}; }
.headline { margin: 14px 0; font-size: 19px; }
.failed { color: ${COLOURS.failed}; }
.releases { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; margin: 0 0 22px; }
.release { border: 1px solid ${COLOURS.line}; border-radius: 8px; padding: 12px 14px; }
.release h2 { display: inline-block; margin: 0 8px 6px 0; font-size: 18px; }
.verdict { display: inline-block; padding: 1px 10px; border-radius: 10px; font-weight: 600; white-space: nowrap; }
.count b { font-size: 22px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 10px; margin: 4px 0 0; }
dt { color: ${COLOURS.quiet}; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.cause { margin-top: 8px; padding-top: 8px; border-top: 1px solid ${COLOURS.line}; font-size: 13.5px; }
.chart { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 860px; height: auto; font-family: inherit; }
svg .lane { font-size: 12.5px; font-weight: 600; fill: ${COLOURS.quiet}; dominant-baseline: central; }
svg .tick { font-size: 11.5px; dominant-baseline: central; }
svg .tick:not([fill]) { fill: ${COLOURS.quiet}; }
svg .moment { font-size: 12px; font-weight: 600; dominant-baseline: central; }
svg .halo { stroke: #fff; stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
svg .middle { dominant-baseline: central; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 13.5px; }
th, td { padding: 3px 16px 3px 0; text-align: left; vertical-align: top; border-bottom: 1px solid ${COLOURS.line}; }
th { color: ${COLOURS.quiet}; font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
`;
