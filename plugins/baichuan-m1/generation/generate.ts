import { randomFor } from '../../../runtime/train/random.ts';
import { DecoderError } from '../decoder-error.ts';
import { collectText } from './collect-text.ts';
import { END, type Grammar } from './grammar.ts';
import { jsonGrammar } from './json-grammar.ts';
import { pickToken, type SamplingOptions } from './pick-token.ts';
import type { DecoderTokenizer } from '../chat/decoder-tokenizer.ts';
import type { Decoder } from '../open-decoder.ts';

/** How text is written. */
export interface GenerateOptions extends Partial<SamplingOptions> {
  readonly maxTokens: number;
  /** The same seed, the same text. Default 0. */
  readonly seed?: number | undefined;
  /** JSON schema that the text meets: see `jsonGrammar`. */
  readonly schema?: unknown;
  /** Texts that end it; they are left out. */
  readonly stop?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told each new part of the text as soon as it is known. */
  readonly onText?: ((text: string) => void) | undefined;
}

/** What was written. */
export interface Generated {
  readonly text: string;
  /** Without the token that ended it. */
  readonly ids: readonly number[];
  /** It ended at the limit of tokens; JSON was closed there. */
  readonly cut: boolean;
  /** Numbers of tokens. */
  readonly usage: { readonly prompt: number; readonly completion: number };
}

/**
 * Resolves with what comes behind a prompt.
 *
 * @throws DecoderError TOO_LONG when the prompt leaves no room in what the decoder was made for, BAD_SCHEMA; RangeError when a setting is out of its range; the signal's reason
 */
export async function generate(net: Net, prompt: readonly number[], options: GenerateOptions): Promise<Generated> {
  const { seed = 0, stop = [], onText = () => undefined, schema } = options;
  const sampling = checkSampling(options);
  const most = checkLength(net.decoder, prompt, options.maxTokens);
  const collected = collectText(stop, onText);
  const grammar = schema === undefined ? undefined : jsonGrammar(schema);
  const { ids, ended, rest } = await write(net, prompt, { ...options, sampling, most, grammar, random: randomFor(seed, 'generate').uniform, take: (bytes) => collected.add(bytes) });
  collected.add(new TextEncoder().encode(rest));
  return { text: collected.finish(), ids, cut: !ended, usage: { prompt: prompt.length, completion: ids.length } };
}

interface Writing extends Pick<GenerateOptions, 'signal'> {
  readonly sampling: SamplingOptions;
  readonly most: number;
  readonly grammar: Grammar | undefined;
  readonly random: () => number;
  /** Takes the bytes of a token; returns whether the text has ended with them. */
  readonly take: (bytes: Uint8Array) => boolean;
}

/** Resolves with the tokens, whether the text came to its end, and what is left to close it. */
async function write(net: Net, prompt: readonly number[], { sampling, most, random, take, signal, ...start }: Writing): Promise<{ readonly ids: readonly number[]; readonly ended: boolean; readonly rest: string }> {
  const { decoder, tokenizer } = net;
  const decoding = decoder.begin();
  const ids: number[] = [];
  let { grammar } = start;
  for (let logits = await decoding.next(prompt, { signal }); ; logits = await decoding.next(ids.slice(-1), { signal })) {
    const here = grammar;
    const id = pickToken(logits, sampling, { random, isAllowed: (token) => isAllowed(token, here, net) });
    if (id === undefined || decoder.facts.ends.includes(id)) return { ids, ended: id !== undefined || (here?.done ?? false), rest: restOf(here) };
    ids.push(id);
    const bytes = tokenizer.bytes.get(id) ?? new Uint8Array(0);
    grammar &&= follow(grammar, bytes);
    if (take(bytes) || grammar === END) return { ids, ended: true, rest: '' };
    if (ids.length === most) return { ids, ended: false, rest: restOf(grammar) };
  }
}

interface Net {
  readonly decoder: Decoder;
  readonly tokenizer: Pick<DecoderTokenizer, 'bytes'>;
}

/** With a grammar only tokens that go on in it may come, and the end only where it is done. */
function isAllowed(id: number, grammar: Grammar | undefined, { decoder, tokenizer }: Net): boolean {
  if (grammar === undefined) return true;
  if (decoder.facts.ends.includes(id)) return grammar.done;
  const bytes = tokenizer.bytes.get(id);
  return bytes !== undefined && bytes.length > 0 && follow(grammar, bytes) !== undefined;
}

function restOf(grammar: Grammar | undefined): string {
  return grammar === undefined || grammar.done ? '' : grammar.rest();
}

function follow(grammar: Grammar, bytes: Uint8Array): Grammar | undefined {
  return bytes.reduce<Grammar | undefined>((at, byte) => at?.next(byte), grammar);
}

function checkSampling({ temperature = 0, topK = Infinity, topP = 1 }: GenerateOptions): SamplingOptions {
  if (!(temperature >= 0)) throw new RangeError(`temperature: ${temperature} is below 0. Give 0 for the most probable token each time, or about 0.7 for some variety.`);
  if (!(topK >= 1)) throw new RangeError(`top-k: ${topK} leaves no token. Give a whole number from 1.`);
  if (!(topP > 0 && topP <= 1)) throw new RangeError(`top-p: ${topP} is no probability. Give a number above 0 and up to 1.`);
  return { temperature, topK, topP };
}

function checkLength({ name, facts: { longest } }: Decoder, { length }: readonly number[], maxTokens: number): number {
  if (!Number.isInteger(maxTokens) || maxTokens < 1) throw new RangeError(`max-tokens: ${maxTokens} is no count. Give a whole number from 1.`);
  if (length === 0) throw new RangeError('prompt: it has no token. Give some text.');
  if (length >= longest) throw new DecoderError('TOO_LONG', { thing: name, detail: `the prompt has ${length} tokens, and the model was made for ${longest} with the answer` });
  return Math.min(maxTokens, longest - length);
}
