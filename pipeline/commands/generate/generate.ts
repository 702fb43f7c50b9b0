import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../../configs/config-error.ts';
import type { DEVICES } from '../../../configs/devices.ts';
import type { ChatMessage } from '../../../plugins/baichuan-m1/chat/to-prompt.ts';
import { openGenerator } from '../../../plugins/baichuan-m1/generation/open-generator.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt generate`. */
export interface GenerateFlags {
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

/** Writes what a decoder answers, as it comes. */
export async function generate(model: string, flags: GenerateFlags, { stdout, stderr, stop: signal }: CommandContext): Promise<void> {
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
