import { Command, InvalidArgumentError } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { html } from '../report/html.ts';
import { toBoundResult, type BoundQuestion, type BoundResult } from './rope-bound/bound-result.ts';
import { drawSimilarity } from './rope-bound/draw-similarity.ts';
import { toExponent } from './rope-bound/to-exponent.ts';
import type { CommandContext } from './context.ts';

interface RopeBoundOptions extends Omit<BoundQuestion, 'base'> {
  readonly base: number;
  readonly ntk: number;
  readonly plot?: string;
  readonly json?: boolean;
}

/** `affekt rope-bound` */
export function ropeBoundCommand(context: CommandContext): Command {
  return new Command('rope-bound')
    .summary('tell how far rotary positions reach, and which base a context needs')
    .description('Evaluates B_m = Σ cos(m·θ_i) at every distance m: where it is negative a similar token gets less attention than a random one\n("Base of RoPE Bounds Context Length", 2024). Larger bases are not always better: the bases that hold are no interval.')
    .requiredOption('--head-dim <n>', 'numbers in a head: even', toHeadDim)
    .requiredOption('--context <n>', 'distances 0 … n are to hold, at most 16777216', toContext)
    .option('--base <number>', 'base of the rotary positions', toPositive, 10_000)
    .option('--digits <n>', 'significant digits of the bases that are tried', toDigits, 2)
    .option('--position-scale <factor>', 'positions are divided by it (position interpolation)', toPositive, 1)
    .option('--ntk <factor>', 'the base is grown as NTK-aware scaling does: base · factor^(d/(d − 2))', toPositive, 1)
    .option('--plot <file>', 'draw B_m by distance, as .svg or .html', toPlot)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExit codes: 0 fine, whether the context holds or not; 2 usage.')
    .action(async (options: RopeBoundOptions) => context.exit(await ropeBound(options, context)));
}

async function ropeBound({ ntk, plot, json, ...options }: RopeBoundOptions, { stdout, stderr }: CommandContext): Promise<number> {
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

function toHeadDim(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2 || value > 65_536 || value % 2 === 1) throw new InvalidArgumentError('It must be an even number from 2 to 65536.');
  return value;
}

function toContext(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > 2 ** 24) throw new InvalidArgumentError('It must be a whole number from 0 to 16777216.');
  return value;
}

function toPositive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e30)) throw new InvalidArgumentError('It must be a number above 0, at most 1e30.');
  return value;
}

function toDigits(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 6) throw new InvalidArgumentError('It must be a whole number from 1 to 6.');
  return value;
}

function toPlot(text: string): string {
  if (!/\.(?:svg|html)$/.test(text)) throw new InvalidArgumentError('It must end in .svg or .html.');
  return text;
}
