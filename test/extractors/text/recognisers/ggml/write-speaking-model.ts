import { writeFile } from 'node:fs/promises';

/** What the model says, whatever it hears: bytes of text, or a time in steps of 20 ms (`<|0.40|>` is `{ time: 20 }`). */
export type Said = Uint8Array | string | { readonly time: number };

/** Width of the net. A power of two larger than the number of things said. */
const WIDTH = 32;
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
export async function writeSpeakingModel(path: string, { language, says }: { language: keyof typeof LANGUAGES; says: readonly Said[] }): Promise<void> {
  const texts = new Map<number, Uint8Array>();
  const ids = says.map((each, i) => {
    if (typeof each === 'object' && 'time' in each) return TIMES + each.time;
    texts.set(1000 + i, typeof each === 'string' ? new TextEncoder().encode(each) : each);
    return 1000 + i;
  });
  // Behind the start comes the language, behind the task (place 2) the first thing said
  const wanted = [LANGUAGES[language], TRANSCRIBE, ...ids, END];
  const axes = new Map([START, ...new Set(wanted)].map((id, axis) => [id, axis]));
  if (axes.size > WIDTH) throw new RangeError(`${axes.size} tokens do not fit into ${WIDTH} axes`);
  await writeFile(path, Buffer.concat([header(), melFilters(), vocabulary(texts), ...tensors(wanted, axes)]));
}

function ints(...values: number[]): Buffer {
  return Buffer.from(Int32Array.from(values).buffer);
}

function header(): Buffer {
  const [audioContext, heads, layers, textContext, mels, halfFloats] = [1500, 1, 1, 448, 80, 1];
  return ints(0x67676d6c, VOCABULARY, audioContext, WIDTH, heads, layers, textContext, WIDTH, heads, layers, mels, halfFloats);
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

function tensors(wanted: readonly number[], axes: ReadonlyMap<number, number>): Buffer[] {
  const embedding = new Uint16Array(VOCABULARY * WIDTH);
  for (const [id, axis] of axes) embedding[id * WIDTH + axis] = 0x3c00; // 1 as a half float
  const places = new Float32Array(448 * WIDTH);
  wanted.forEach((id, place) => (places[place * WIDTH + axes.get(id)!] = 100));
  for (let place = wanted.length; place < 448; place++) places[place * WIDTH + axes.get(END)!] = 100;
  return [
    tensor('encoder.positional_embedding', [WIDTH, 1500]),
    tensor('encoder.conv1.weight', [3, 80, WIDTH], 'half'),
    tensor('encoder.conv1.bias', [1, WIDTH]),
    tensor('encoder.conv2.weight', [3, WIDTH, WIDTH], 'half'),
    tensor('encoder.conv2.bias', [1, WIDTH]),
    tensor('encoder.ln_post.weight', [WIDTH]),
    tensor('encoder.ln_post.bias', [WIDTH]),
    ...layer('encoder.blocks.0', ['attn']),
    tensor('decoder.positional_embedding', [WIDTH, 448], places),
    tensor('decoder.token_embedding.weight', [WIDTH, VOCABULARY], embedding),
    tensor('decoder.ln.weight', [WIDTH], new Float32Array(WIDTH).fill(10)),
    tensor('decoder.ln.bias', [WIDTH]),
    ...layer('decoder.blocks.0', ['attn', 'cross_attn']),
  ];
}

function layer(name: string, attentions: readonly string[]): Buffer[] {
  const perceptron = [
    tensor(`${name}.mlp_ln.weight`, [WIDTH]),
    tensor(`${name}.mlp_ln.bias`, [WIDTH]),
    tensor(`${name}.mlp.0.weight`, [WIDTH, 4 * WIDTH], 'half'),
    tensor(`${name}.mlp.0.bias`, [4 * WIDTH]),
    tensor(`${name}.mlp.2.weight`, [4 * WIDTH, WIDTH], 'half'),
    tensor(`${name}.mlp.2.bias`, [WIDTH]),
  ];
  return [...perceptron, ...attentions.flatMap((attention) => attentionTensors(`${name}.${attention}`))];
}

function attentionTensors(name: string): Buffer[] {
  const weights = ['query', 'key', 'value', 'out'].map((part) => tensor(`${name}.${part}.weight`, [WIDTH, WIDTH], 'half'));
  const biases = ['query', 'value', 'out'].map((part) => tensor(`${name}.${part}.bias`, [WIDTH]));
  return [tensor(`${name}_ln.weight`, [WIDTH]), tensor(`${name}_ln.bias`, [WIDTH]), ...weights, ...biases];
}

/** `values`: what it holds, zeros of four bytes (or `half`, of two) by default. Dimensions as ggml orders them, the fastest first. */
function tensor(name: string, dims: readonly number[], values?: Float32Array | Uint16Array | 'half'): Buffer {
  const length = dims.reduce((product, dim) => product * dim, 1);
  const data = values === 'half' ? new Uint16Array(length) : (values ?? new Float32Array(length));
  const type = data instanceof Uint16Array ? 1 : 0;
  return Buffer.concat([ints(dims.length, name.length, type, ...dims), Buffer.from(name), Buffer.from(data.buffer)]);
}
