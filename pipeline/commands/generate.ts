import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import type { CommandContext } from './context.ts';
import type { GenerateFlags } from './generate/generate.ts';
import { collect } from './options/collect.ts';
import { toCount } from './options/to-count.ts';

/** `affekt generate MODEL` */
export function generateCommand(context: CommandContext): Command {
  return new Command('generate')
    .summary('let a language model on this machine write')
    .description('Writes the answer of a decoder that `affekt models build decoder` made, as it comes. The same seed gives the same text.')
    .argument('<model>', 'the ONNX file, or its folder')
    .option('-p, --prompt <text>', 'what it answers')
    .option('--prompt-file <file>', 'what it answers, from a text file')
    .option('--system <text>', 'who it is to be')
    .option('--raw', 'go on with the prompt as it stands, without the form of a talk')
    .option('--schema <file>', 'JSON schema that the answer meets: it is always JSON that can be parsed')
    .option('-n, --max-tokens <n>', 'tokens of the answer at most', toCount, 256)
    .option('-t, --temperature <number>', '0: the most probable token each time; more: more variety', toNumber(0, 100), 0)
    .option('--top-k <n>', 'draw from this many tokens at most', toCount)
    .option('--top-p <number>', 'draw from the most probable tokens that make up this much', toNumber(1e-9, 1), 1)
    .option('--seed <n>', 'of what is drawn', toNumber(0, 2 ** 53), 0)
    .option('--stop <text>', 'end before this text; may be given several times', collect, [])
    .addOption(new Option('-d, --device <name>', 'where it runs; only the cpu was tried').choices(['auto', ...DEVICES]).default('cpu'))
    .option('--json', 'print text, tokens and their numbers as one line of JSON')
    .option('-q, --quiet', 'print the text only')
    .action(async (model: string, flags: GenerateFlags) => {
      const { generate } = await import('./generate/generate.ts');
      await generate(model, flags, context);
    });
}

function toNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    return number;
  };
}
