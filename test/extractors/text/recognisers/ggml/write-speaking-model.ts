import { writeFile } from 'node:fs/promises';

/** What the model says, whatever it hears: bytes of text, or a time in steps of 20 ms (`<|0.40|>` is `{ time: 20 }`). */
export type Said = Uint8Array | string | { readonly time: number };

/** What nets differ in. `width` must be larger than the number of different things said. */
export interface NetSize {
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
}

const SMALLEST: NetSize = { width: 32, heads: 1, layers: 1 };
/** Of the multilingual models before large-v3. */
const VOCABULARY = 51_865;
const TEXT_TOKENS = 50_257;
const [END, START, TRANSCRIBE, TIMES] = [50_257, 50_258, 50_359, 50_364];
const LANGUAGES = { en: 50_259, zh: 50_260 } as const;
/** Whisper.cpp looks a token for one blank up by its text. */
const BLANK = 220;

/**
 * Writes a Whisper net in the layout of ggml that says the same words about every sound. All its attention and its layers are zero, so that what comes
 * next follows from the place alone: the embedding of place `p` is that of the token that is wanted behind it. Layout: magic, eleven numbers, mel filters,
 * vocabulary, tensors, as `models/convert-pt-to-ggml.py` of whisper.cpp writes them.
 */
export async function writeSpeakingModel(path: string, { language, says, size = SMALLEST }: { language: keyof typeof LANGUAGES; says: readonly Said[]; size?: NetSize }): Promise<void> {
  const texts = new Map<number, Uint8Array>();
  const ids = says.map((each, i) => {
    if (typeof each === 'object' && 'time' in each) return TIMES + each.time;
    texts.set(1000 + i, typeof each === 'string' ? new TextEncoder().encode(each) : each);
    return 1000 + i;
  });
  // Behind the start comes the language, behind the task (place 2) the first thing said
  const wanted = [LANGUAGES[language], TRANSCRIBE, ...ids, END];
  const axes = new Map([START, ...new Set(wanted)].map((id, axis) => [id, axis]));
  if (axes.size > size.width) throw new RangeError(`${axes.size} tokens do not fit into ${size.width} axes`);
  await writeFile(path, Buffer.concat([header(size), melFilters(), vocabulary(texts), ...tensors(wanted, axes, size)]));
}

function ints(...values: number[]): Buffer {
  return Buffer.from(Int32Array.from(values).buffer);
}

function header({ width, heads, layers }: NetSize): Buffer {
  const [audioContext, textContext, mels, halfFloats] = [1500, 448, 80, 1];
  return ints(0x67676d6c, VOCABULARY, audioContext, width, heads, layers, textContext, width, heads, layers, mels, halfFloats);
}

function melFilters(): Buffer {
  return Buffer.concat([ints(80, 201), Buffer.from(new Float32Array(80 * 201).fill(0.01).buffer)]);
}

function vocabulary(texts: ReadonlyMap<number, Uint8Array>): Buffer {
  const parts: Buffer[] = [ints(TEXT_TOKENS)];
  for (let id = 0; id < TEXT_TOKENS; id++) {
    const text = texts.get(id) ?? Buffer.from(id === BLANK ? ' ' : `token ${id}`);
    parts.push(ints(text.length), Buffer.from(text));
  }
  return Buffer.concat(parts);
}

function tensors(wanted: readonly number[], axes: ReadonlyMap<number, number>, { width, layers }: NetSize): Buffer[] {
  const embedding = new Uint16Array(VOCABULARY * width);
  for (const [id, axis] of axes) embedding[id * width + axis] = 0x3c00; // 1 as a half float
  const places = new Float32Array(448 * width);
  wanted.forEach((id, place) => (places[place * width + axes.get(id)!] = 100));
  for (let place = wanted.length; place < 448; place++) places[place * width + axes.get(END)!] = 100;
  return [
    tensor('encoder.positional_embedding', [width, 1500]),
    tensor('encoder.conv1.weight', [3, 80, width], 'half'),
    tensor('encoder.conv1.bias', [1, width]),
    tensor('encoder.conv2.weight', [3, width, width], 'half'),
    tensor('encoder.conv2.bias', [1, width]),
    tensor('encoder.ln_post.weight', [width]),
    tensor('encoder.ln_post.bias', [width]),
    ...Array.from({ length: layers }, (_, i) => layer(`encoder.blocks.${i}`, ['attn'], width)).flat(),
    tensor('decoder.positional_embedding', [width, 448], places),
    tensor('decoder.token_embedding.weight', [width, VOCABULARY], embedding),
    tensor('decoder.ln.weight', [width], new Float32Array(width).fill(10)),
    tensor('decoder.ln.bias', [width]),
    ...Array.from({ length: layers }, (_, i) => layer(`decoder.blocks.${i}`, ['attn', 'cross_attn'], width)).flat(),
  ];
}

function layer(name: string, attentions: readonly string[], width: number): Buffer[] {
  const perceptron = [
    tensor(`${name}.mlp_ln.weight`, [width]),
    tensor(`${name}.mlp_ln.bias`, [width]),
    tensor(`${name}.mlp.0.weight`, [width, 4 * width], 'half'),
    tensor(`${name}.mlp.0.bias`, [4 * width]),
    tensor(`${name}.mlp.2.weight`, [4 * width, width], 'half'),
    tensor(`${name}.mlp.2.bias`, [width]),
  ];
  return [...perceptron, ...attentions.flatMap((attention) => attentionTensors(`${name}.${attention}`, width))];
}

function attentionTensors(name: string, width: number): Buffer[] {
  const weights = ['query', 'key', 'value', 'out'].map((part) => tensor(`${name}.${part}.weight`, [width, width], 'half'));
  const biases = ['query', 'value', 'out'].map((part) => tensor(`${name}.${part}.bias`, [width]));
  return [tensor(`${name}_ln.weight`, [width]), tensor(`${name}_ln.bias`, [width]), ...weights, ...biases];
}

/** `values`: what it holds, zeros of four bytes (or `half`, of two) by default. Dimensions as ggml orders them, the fastest first. */
function tensor(name: string, dims: readonly number[], values?: Float32Array | Uint16Array | 'half'): Buffer {
  const length = dims.reduce((product, dim) => product * dim, 1);
  const data = values === 'half' ? new Uint16Array(length) : (values ?? new Float32Array(length));
  const type = data instanceof Uint16Array ? 1 : 0;
  return Buffer.concat([ints(dims.length, name.length, type, ...dims), Buffer.from(name), Buffer.from(data.buffer)]);
}
