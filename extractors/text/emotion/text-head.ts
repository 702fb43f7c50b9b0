import { readSafetensors } from '../../../runtime/safetensors/read-safetensors.ts';
import { ModelError } from '../../../runtime/model-error.ts';

/** The numbers of a text head. None of the arrays may be changed. */
export interface TextHead {
  readonly labels: readonly string[];
  /** The table of terms has `2 ** bits` rows. */
  readonly bits: number;
  /** Shape `[2 ** bits, labels.length + 3]`: weights in units of `scales`; classes, then valence, arousal, dominance. */
  readonly table: Int16Array;
  /** Shape `[2 ** bits]`: how rare a term is, from 1. */
  readonly rarity: Float32Array;
  /** Shape `[labels.length + 3]`. */
  readonly scales: Float32Array;
  /** Shape `[labels.length + 3]`. */
  readonly biases: Float32Array;
  /** Shape `[labels.length]`: a class is assigned where its margin is above. */
  readonly thresholds: Float32Array;
  /** Shape `[labels.length, labels.length + 1]`: softmax regression of the margins, the bias last. */
  readonly calibration: Float32Array;
  /** A bit for each of `8 * length` places of words: set where one was seen in training. */
  readonly known: Uint8Array;
}

const OUTPUTS_BESIDE_CLASSES = 3;
/** The square of the largest byte. */
const LARGEST = 127 ** 2;

/**
 * Resolves with the text head in a safetensors file, as `scripts/train-text-head.ts` writes it.
 *
 * @throws SafetensorsError when the file cannot be read or is damaged; ModelError when it is something else
 */
export async function readTextHead(path: string): Promise<TextHead> {
  const { tensors, metadata } = await readSafetensors(path);
  const refuse = (detail: string) => new ModelError('UNSUPPORTED', { model: path, detail });
  const take = <T>(name: string, kind: new (length: number) => T): T => {
    const data = tensors.get(name)?.data;
    if (!(data instanceof kind)) throw refuse(`has no tensor "${name}" of the kind that a text head has`);
    return data;
  };
  const labels = metadata.labels?.split(',') ?? [];
  const rarity = Float32Array.from(take('rarity', Uint8Array), (byte) => 1 + byte / 20);
  const head = {
    labels,
    bits: Math.log2(rarity.length),
    table: toTable(take('weights', Uint8Array)),
    rarity,
    scales: take('scales', Float32Array).map((scale) => scale / LARGEST),
    biases: take('biases', Float32Array),
    thresholds: take('thresholds', Float32Array),
    calibration: take('calibration', Float32Array),
    known: take('known', Uint8Array),
  };
  const outputs = labels.length + OUTPUTS_BESIDE_CLASSES;
  const fits = head.table.length === outputs * rarity.length && head.biases.length === outputs && head.thresholds.length === labels.length && head.calibration.length === labels.length * (labels.length + 1);
  if (!fits || !Number.isInteger(head.bits)) throw refuse(`has tensors whose shapes do not fit ${labels.length} classes`);
  return head;
}

/** A plain loop: `from` with a function takes twenty times as long over these millions. */
function toTable(bytes: Uint8Array): Int16Array {
  const table = new Int16Array(bytes.length);
  for (let at = 0; at < table.length; at++) {
    const size = bytes[at]! - 128;
    table[at] = size < 0 ? -size * size : size * size;
  }
  return table;
}
