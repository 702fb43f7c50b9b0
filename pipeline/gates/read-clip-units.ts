import { ConfigError } from '../../configs/config-error.ts';
import { predictExamples } from '../../fusion/train/predict-examples.ts';
import { UNITS } from '../../plugins/gate/expose-units.ts';
import type { Session } from '../../runtime/runtime.ts';
import type { Manifest } from '../training/data/manifest.ts';
import { openPredictionData } from '../training/data/open-prediction-data.ts';
import type { GivenFeatures, HeadRows } from './gate-head.ts';
import { noiseLikeExamples } from './noise-like-examples.ts';

/** What is read by, and into what. */
export interface ClipReading {
  readonly width: number;
  readonly manifest: Manifest;
  readonly signal: AbortSignal;
  readonly seed?: number;
}

const BATCH = 32;

/** Resolves with what the last layer of a trained head is given for the clips of feature folders, a row a clip or a row a frame. Throws as `GateHead.read`. */
export async function readClipUnits(session: Session, { features, labels }: GivenFeatures, { width, manifest, signal, seed }: ClipReading): Promise<HeadRows> {
  const data = await openPredictionData(manifest, { features: toFolders(features), ...(labels === undefined ? {} : { labels }), signal });
  const source = seed === undefined ? data.source : await noiseLikeExamples(data.source, { layout: data.layout, seed });
  const predictor = { load: () => Promise.resolve(), predict: (feeds: Parameters<Session['run']>[0]) => session.run(feeds), [Symbol.asyncDispose]: () => Promise.resolve() };
  const [rows, known, names]: [Float32Array[], number[], string[]] = [[], [], []];
  for await (const { example, outputs } of predictExamples(predictor, source, { layout: data.layout, batch: BATCH })) {
    signal.throwIfAborted();
    const classes = example.targets.expression ?? new Int32Array(1).fill(-1);
    rows.push(outputs[UNITS]!.subarray(0, classes.length * width)); // What follows is padding
    known.push(...classes);
    names.push(...Array.from(classes, (_, frame) => (classes.length === 1 ? example.clip : `${example.clip} ${(example.start ?? 0) + frame}`)));
  }
  const values = new Float32Array(known.length * width);
  let filled = 0;
  for (const row of rows) {
    values.set(row, filled);
    filled += row.length;
  }
  return { units: { values, width }, labels: Int32Array.from(known), names };
}

function toFolders(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(given.flatMap((each) => each.split(',')).map((each) => {
    const equals = each.indexOf('=');
    if (equals < 1 || equals === each.length - 1) throw new ConfigError(`features ${each}`, ['is not of the form modality=folder, and the head is of a training run'], undefined, 'Give for instance audio=features/audio-UTT.');
    return [each.slice(0, equals), each.slice(equals + 1)];
  }));
}
