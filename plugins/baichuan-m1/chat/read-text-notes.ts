import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DecoderError } from '../decoder-error.ts';

/** What the files of a checkpoint say of text. */
export interface TextNotes {
  /** For the ONNX file: `affekt.tokenizer`, `affekt.tokenizer_config`, `affekt.chat_template`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Tokens that end an answer. */
  readonly ends: readonly number[];
  /** What is missing, a sentence each. */
  readonly notes: readonly string[];
}

const generationSchema = z.object({ eos_token_id: z.union([z.int(), z.array(z.int())]).nullish() });
const templateSchema = z.object({ chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).nullish() });

/**
 * Resolves with what tokenizer.json, tokenizer_config.json, chat_template.jinja and generation_config.json in a folder say; files may be missing.
 *
 * @throws DecoderError BAD_CONFIG when one is not JSON, or of another form
 */
export async function readTextNotes(folder: string): Promise<TextNotes> {
  const read = async (name: string) => ({ name, text: await readFile(join(folder, name), 'utf8').catch(() => undefined) }); // A missing file is told in `notes`
  const [tokenizer, config, generation, jinja] = (await Promise.all(['tokenizer.json', 'tokenizer_config.json', 'generation_config.json', 'chat_template.jinja'].map(read))) as [TextFile, TextFile, TextFile, TextFile];
  const parse = <Parsed>(file: TextFile, schema: z.ZodType<Parsed>) => parseAs(file, schema, folder);
  parse(tokenizer, z.object({}));
  const template = jinja.text ?? defaultOf(parse(config, templateSchema)?.chat_template);
  const ends = [parse(generation, generationSchema)?.eos_token_id ?? []].flat();
  const metadata = Object.entries({ 'affekt.tokenizer': tokenizer.text, 'affekt.tokenizer_config': config.text ?? '{}', 'affekt.chat_template': template }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const notes = tokenizer.text === undefined ? [`${folder} has no tokenizer.json: the model takes ids of tokens, but no text.`] : [];
  return { metadata: Object.fromEntries(metadata), ends, notes };
}

interface TextFile {
  readonly name: string;
  readonly text: string | undefined;
}

function parseAs<Parsed>({ name, text }: TextFile, schema: z.ZodType<Parsed>, folder: string): Parsed | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DecoderError('BAD_CONFIG', { thing: join(folder, name), detail: cause instanceof SyntaxError ? 'it is not JSON' : 'it is of another form than Hugging Face’s libraries write it', cause });
  }
}

function defaultOf(template: z.output<typeof templateSchema>['chat_template']): string | undefined {
  if (typeof template === 'string') return template;
  return template?.find(({ name }) => name === 'default')?.template;
}
