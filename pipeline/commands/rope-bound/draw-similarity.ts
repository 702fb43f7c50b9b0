import { ropeFrequencies } from '../../../plugins/rope-bound/rope-frequencies.ts';
import { similarityEnvelope } from '../../../plugins/rope-bound/similarity-envelope.ts';
import { html, type Html } from '../../report/html.ts';
import { ticks } from '../../training/report/ticks.ts';
import { toExponent } from './to-exponent.ts';
import type { BoundResult } from './bound-result.ts';

const [WIDTH, HEIGHT] = [860, 400];
const PLOT = { left: 60, right: 840, top: 44, bottom: 340 } as const;

/** Returns `B_m` by distance as SVG: of the base that was asked for and of the smallest one that holds, from 0 to a quarter beyond the context. */
export function drawSimilarity(result: BoundResult): Html {
  const { headDim, base, positionScale, context, reach, smallestBase } = result;
  const span = Math.max(16, Math.ceil(1.25 * context));
  const half = headDim / 2;
  const x = (distance: number) => round(PLOT.left + (distance / span) * (PLOT.right - PLOT.left));
  const y = (similarity: number) => round(PLOT.top + ((half - similarity) / (2 * half)) * (PLOT.bottom - PLOT.top));
  const area = (of: number) => toArea(similarityEnvelope(ropeFrequencies({ headDim, base: of, positionScale }), span, 780), { x, y });
  const title = `Similar against random tokens: heads of ${headDim} numbers, base ${toExponent(base)}, context ${context}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12" fill="#222">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${PLOT.left}" y="24" font-size="15">${title}</text>
${axes({ span, half }, { x, y })}
${smallestBase === null || smallestBase === base ? undefined : html`<path d="${area(smallestBase)}" fill="#2a78b5" stroke="#2a78b5" stroke-width="0.6" opacity="0.45"/>`}
<path d="${area(base)}" fill="#c2410c" stroke="#c2410c" stroke-width="0.6" opacity="0.75"/>
<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(0)}" y2="${y(0)}" stroke="#222"/>
<line x1="${x(context)}" x2="${x(context)}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#222" stroke-dasharray="4 4"/>
<text x="${x(context) - 6}" y="${PLOT.top + 12}" text-anchor="end">context ${context}</text>
${reach === null || reach > span ? undefined : html`<circle cx="${x(reach)}" cy="${y(0)}" r="5" fill="#fff" stroke="#c2410c" stroke-width="2"/><text x="${Math.min(x(reach), PLOT.right - 90)}" y="${PLOT.bottom - 8}" fill="#c2410c">reach ${reach}</text>`}
<text x="${PLOT.left}" y="${HEIGHT - 10}"><tspan fill="#c2410c">base ${toExponent(base)}</tspan>${smallestBase === null || smallestBase === base ? '' : html`<tspan dx="16" fill="#2a78b5">smallest that holds ${toExponent(smallestBase)}</tspan>`}</text>
<text x="${PLOT.right}" y="${HEIGHT - 10}" text-anchor="end">distance in positions</text>
</svg>
`;
}

interface Scales {
  readonly x: (distance: number) => number;
  readonly y: (similarity: number) => number;
}

function axes({ span, half }: { readonly span: number; readonly half: number }, { x, y }: Scales): Html {
  const [rows, columns] = [ticks([-half, half], { count: 6 }), ticks([0, span], { count: 8, whole: true })];
  return html`${rows.values.map((value) => html`<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/><text x="${PLOT.left - 8}" y="${y(value) + 4}" text-anchor="end">${value.toFixed(rows.digits).replace('-', '−')}</text>`)}${columns.values.map((value) => html`<text x="${x(value)}" y="${PLOT.bottom + 18}" text-anchor="middle">${value}</text>`)}`;
}

/** There along the highest, back along the lowest. */
function toArea(parts: ReturnType<typeof similarityEnvelope>, { x, y }: Scales): string {
  const there = parts.map(({ distance, highest }) => `${x(distance)} ${y(highest)}`);
  const back = parts.map(({ distance, lowest }) => `${x(distance)} ${y(lowest)}`).reverse();
  return `M${[...there, ...back].join('L')}Z`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
