import { openDecoderTokenizer, type DecoderTokenizer } from '../chat/decoder-tokenizer.ts';
import { toPrompt, type ChatMessage } from '../chat/to-prompt.ts';
import { openDecoder, type Decoder } from '../open-decoder.ts';
import { generate, type Generated, type GenerateOptions } from './generate.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

/** A decoder that writes text. */
export interface Generator extends AsyncDisposable {
  readonly decoder: Decoder;
  readonly tokenizer: DecoderTokenizer;
  /** Resolves with what comes behind a prompt as it stands, or with the answer to a talk. With a schema it is JSON that can be parsed, always. */
  complete(prompt: string | readonly ChatMessage[], options: GenerateOptions): Promise<Generated>;
}

/**
 * Resolves with the generator of a decoder that `buildDecoder` made from a folder with a tokeniser.
 *
 * @throws DecoderError NO_TOKENIZER, and as `openDecoder`
 * @example
 * await using generator = await openGenerator('m1');
 * const { text } = await generator.complete([{ role: 'user', content: 'How does she feel?' }], { maxTokens: 50, schema: { type: 'object', properties: { word: { type: 'string' } } } });
 */
export async function openGenerator(path: string, options: { readonly runtime?: Runtime | undefined } = {}): Promise<Generator> {
  await using opened = new AsyncDisposableStack();
  const decoder = opened.use(await openDecoder(path, options));
  const tokenizer = openDecoderTokenizer(decoder.notes, decoder.name);
  const resources = opened.move();
  return {
    decoder,
    tokenizer,
    complete: async (prompt, settings) => generate({ decoder, tokenizer }, tokenizer.encode(typeof prompt === 'string' ? prompt : toPrompt(prompt, decoder, tokenizer)), settings),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
