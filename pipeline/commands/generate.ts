import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { DEVICES } from '../../configs/schema.ts';
import type { ChatMessage } from '../../plugins/baichuan-m1/chat/to-prompt.ts';
import { openGenerator } from '../../plugins/baichuan-m1/generation/open-generator.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import type { CommandContext } from './context.ts';
import { toCount } from './to-count.ts';

interface GenerateFlags {
  readonly prompt?: string;
  readonly promptFile?: string;
  readonly system?: string;
  readonly raw?: boolean;
  readonly schema?: string;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topK?: number;
  readonly topP: number;
  readonly seed: number;
  readonly stop: readonly string[];
  readonly device: 'auto' | (typeof DEVICES)[number];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

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
    .option('--stop <text>', 'end before this text; may be given several times', (value: string, earlier: readonly string[]) => [...earlier, value], [])
    .addOption(new Option('-d, --device <name>', 'where it runs; only the cpu was tried').choices(['auto', ...DEVICES]).default('cpu'))
    .option('--json', 'print text, tokens and their numbers as one line of JSON')
    .option('-q, --quiet', 'print the text only')
    .action((model: string, flags: GenerateFlags) => generate(model, flags, context));
}

async function generate(model: string, flags: GenerateFlags, { stdout, stderr, stop: signal }: CommandContext): Promise<void> {
  const { maxTokens, temperature, topK, topP, seed, stop, json, quiet } = flags;
  const prompt = await readPrompt(flags);
  const schema = flags.schema === undefined ? undefined : await readSchema(flags.schema);
  await using runtime = await openRuntime({ device: flags.device, workers: 1 });
  await using generator = await openGenerator(model, { runtime });
  const begun = performance.now();
  const onText = (text: string) => json !== true && stdout.write(text);
  const result = await generator.complete(prompt, { maxTokens, temperature, ...(topK !== undefined && { topK }), topP, seed, stop, schema, signal, onText });
  stdout.write(json === true ? `${JSON.stringify(result)}\n` : '\n');
  const { usage, cut } = result;
  if (quiet !== true) stderr.write(`${usage.prompt} tokens read, ${usage.completion} written, ${((performance.now() - begun) / 1000).toFixed(1)} s${cut ? '; cut at --max-tokens' : ''}\n`);
}

async function readPrompt({ prompt, promptFile, system, raw }: GenerateFlags): Promise<string | readonly ChatMessage[]> {
  if ((prompt === undefined) === (promptFile === undefined)) throw new ConfigError('--prompt', [prompt === undefined ? 'there is nothing to answer' : 'it is given together with --prompt-file'], undefined, 'Give either --prompt TEXT or --prompt-file FILE.');
  if (raw === true && system !== undefined) throw new ConfigError('--system', ['it has no place where the prompt is taken as it stands'], undefined, 'Leave out --raw or --system.');
  const text = prompt ?? (await readText(promptFile!));
  if (raw === true) return text;
  return [...(system === undefined ? [] : [{ role: 'system', content: system } as const]), { role: 'user', content: text }];
}

async function readSchema(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(path, ['it is not JSON'], cause, 'Mend the schema.');
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(path, ['it cannot be read'], cause, 'Check the path.');
  });
}

function toNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    return number;
  };
}
