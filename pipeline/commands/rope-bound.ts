import { Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from './context.ts';
import type { RopeBoundOptions } from './rope-bound/rope-bound.ts';

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
    .action(async (options: RopeBoundOptions) => {
      const { ropeBound } = await import('./rope-bound/rope-bound.ts');
      context.exit(await ropeBound(options, context));
    });
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
