import { joinWindows } from '../../../fusion/train/join-windows.ts';
import { inputSignature } from '../../../fusion/train/layout.ts';
import { predictExamples, type Prediction } from '../../../fusion/train/predict-examples.ts';
import type { Engine } from '../../../fusion/train/engine.ts';
import type { ExampleSource } from '../../../fusion/train/example.ts';
import type { Layout } from '../../../fusion/train/layout.ts';
import type { Member } from '../../../fusion/train/ensemble.ts';

/** Examples in one inference. */
const BATCH = 32;

/** Yields a trained model's answer for each clip of `source`, in order. */
export async function* predictAll({ predict, weights }: Member, source: ExampleSource, { layout, engine }: { readonly layout: Layout; readonly engine: Engine }): AsyncGenerator<Prediction> {
  if (source.size === 0) return;
  await using predictor = await engine.openPredictor({ name: 'prediction', inputs: inputSignature(layout), predict });
  await predictor.load(weights);
  yield* joinWindows(predictExamples(predictor, source, { layout, batch: BATCH }), layout.frames);
}
