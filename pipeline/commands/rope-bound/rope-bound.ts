import { EXIT } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { html } from '../../report/html.ts';
import { toBoundResult, type BoundQuestion, type BoundResult } from './bound-result.ts';
import { drawSimilarity } from './draw-similarity.ts';
import { toExponent } from './to-exponent.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt rope-bound`. */
export interface RopeBoundOptions extends Omit<BoundQuestion, 'base'> {
  readonly base: number;
  readonly ntk: number;
  readonly plot?: string;
  readonly json?: boolean;
}

/** Writes how far rotary positions reach, and resolves with the exit code. */
export async function ropeBound({ ntk, plot, json, ...options }: RopeBoundOptions, { stdout, stderr }: CommandContext): Promise<number> {
  const { headDim, base, context, digits, positionScale } = options;
  const grown = headDim === 2 ? base : base * ntk ** (headDim / (headDim - 2));
  const result = toBoundResult({ headDim, base: grown, positionScale, context, digits });
  if (plot !== undefined) {
    const drawing = drawSimilarity(result);
    const page = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>RoPE bound</title><body>${drawing}<pre>${toText(result)}</pre></body></html>`;
    await writeFileAtomically(plot, (plot.endsWith('.svg') ? drawing : page).markup);
    stderr.write(`plot: ${plot}\n`);
  }
  stdout.write(json === true ? `${JSON.stringify(result)}\n` : toText(result));
  return EXIT.fine;
}

function toText({ headDim, base, positionScale, context, digits, holds, reach, similarity, searched, smallestBase, nextBase }: BoundResult): string {
  const lines: [string, string][] = [
    ['heads', `${headDim} numbers, base ${toExponent(base)}${positionScale === 1 ? '' : `, positions divided by ${positionScale}`}`],
    ['reach', reach === null ? `beyond ${searched}` : `${reach}: there a similar token first gets less attention than a random one (B = ${similarity!.toPrecision(3).replace('-', '−')})`],
    ['context', `${context}: ${holds ? 'holds' : 'does not hold'}`],
    ['smallest base', smallestBase === null ? `none holds for ${context}` : `${toExponent(smallestBase)} (${digits} significant digit${digits === 1 ? '' : 's'})`],
  ];
  const isFurther = !holds && nextBase !== null && nextBase !== smallestBase;
  const all = isFurther ? [...lines, ['next base', `${toExponent(nextBase)}: the smallest above ${toExponent(base)} that holds`] as const] : lines;
  return all.map(([name, value]) => `${name.padEnd(14)} ${value}\n`).join('');
}
