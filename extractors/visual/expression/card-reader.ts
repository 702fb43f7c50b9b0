import { ModelError } from '../../../runtime/model-error.ts';
import type { ModelCard } from '../../models/card.ts';
import type { FaceReader, FaceReading } from '../face-reader.ts';
import type { FaceCut } from '../geometry/face-cut.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import { runItems } from '../run-items.ts';
import { faceCrops } from './face-crops.ts';

/** What can be set besides the card. */
export interface CardReaderOptions {
  /** Other crops than those the model was found to want; the probabilities are averaged over them. */
  readonly cuts?: readonly FaceCut[] | undefined;
  /** Name of the output that holds what the last layer is given, where readings are to have it. */
  readonly units?: string | undefined;
}

/**
 * Returns the expression reader that a model's card describes: size, layout, channels, mean and std of the input, labels,
 * activation and positions of valence and arousal of the output.
 *
 * @throws ModelError when the card lacks any of them, or no crop is known for the model
 */
export function openExpressionReader({ session, model }: OpenedModel, options: CardReaderOptions = {}): FaceReader {
  const { labels, activation } = model.card.output;
  const crops = faceCrops(model, options.cuts);
  if (!labels || !activation) throw new ModelError('BAD_INPUT', { model: model.id, detail: 'its card lacks labels or activation' });
  const toReading = readingOf(model.id, model.card.output, options.units);
  return {
    id: model.id,
    labels,
    read: async (faces) => {
      const readings = (await runItems(session, crops.items(faces))).map(toReading);
      return faces.map((_, index) => average(readings.slice(index * crops.perFace, (index + 1) * crops.perFace)));
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function readingOf(model: string, { names, labels, activation, valenceArousal }: ModelCard['output'], units: string | undefined): (outputs: Record<string, Float32Array>) => FaceReading {
  const classes = labels!.length; // `openExpressionReader` refused a card without
  return (outputs) => {
    const values = outputOf(outputs, { model, name: names[0], length: valenceArousal ? classes + 2 : classes });
    const scores = values.subarray(0, classes);
    const probabilities = activation === 'softmax' ? normalise(scores) : softmax(scores);
    const inside = units === undefined ? {} : { units: outputs[units]! };
    if (!valenceArousal) return { probabilities, ...inside };
    const toUnit = unitScale(valenceArousal.range);
    return { probabilities, valence: toUnit(values[valenceArousal.valence]!), arousal: toUnit(values[valenceArousal.arousal]!), ...inside };
  };
}

function average(readings: readonly FaceReading[]): FaceReading {
  const mean = (value: (reading: FaceReading) => number): number => readings.reduce((sum, reading) => sum + value(reading), 0) / readings.length;
  const first = readings[0]!;
  const probabilities = first.probabilities.map((_, index) => mean((reading) => reading.probabilities[index]!));
  const inside = first.units === undefined ? {} : { units: first.units.map((_, index) => mean((reading) => reading.units![index]!)) };
  if (first.valence === undefined || first.arousal === undefined) return { probabilities, ...inside };
  return { probabilities, ...inside, valence: mean(({ valence }) => valence!), arousal: mean(({ arousal }) => arousal!) }; // one model: all have them
}

/** A softmax of 32-bit floats sums to 1 only roughly. */
function normalise(scores: Float32Array): Float32Array {
  const sum = scores.reduce((total, value) => total + value, 0);
  return scores.map((value) => value / sum);
}

function softmax(logits: Float32Array): Float32Array {
  const highest = logits.reduce((best, value) => Math.max(best, value), -Infinity);
  return normalise(logits.map((value) => Math.exp(value - highest)));
}

function unitScale([low, high]: readonly [number, number]): (value: number) => number {
  return (value) => Math.min(Math.max(((value - low) / (high - low)) * 2 - 1, -1), 1);
}
