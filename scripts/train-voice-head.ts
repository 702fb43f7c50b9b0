/**
 * Trains the voice head on RAVDESS and writes it as ONNX; prints its scores as JSON.
 *
 *     node scripts/train-voice-head.ts RAVDESS_FOLDER SILERO_ONNX [--out FILE] [--emodb FOLDER]
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEnergyActivity } from '../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../extractors/audio/activity/silero-activity.ts';
import { VOICE_FEATURES } from '../extractors/audio/windows/voice-features.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import { writeModel } from '../runtime/onnx/write-model.ts';
import { CLASSES, readEmodbName, readRavdessName } from './voice-head/classes.ts';
import { clipOutcomes, crossValidate, fitHead, windowOutcomes } from './voice-head/cross-validate.ts';
import { examples, type Example } from './voice-head/examples.ts';
import { predictLogistic } from './voice-head/fit-logistic.ts';
import { headModel } from './voice-head/head-model.ts';
import { score, type Score } from './voice-head/score.ts';

const FOLDS = 6;
const METADATA = {
  labels: CLASSES.join(','),
  features: VOICE_FEATURES.join(','),
  licence: 'CC BY-NC-SA 4.0 (trained on RAVDESS): non-commercial',
  trainedOn: 'RAVDESS speech, actors 01-18 (Livingstone & Russo 2018)',
  madeBy: 'affekt scripts/train-voice-head.ts',
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'extractors/audio/head/voice-head.onnx' }, emodb: { type: 'string' } },
});
const [ravdess, sileroPath] = positionals;
if (ravdess === undefined || sileroPath === undefined) throw new TypeError('usage: train-voice-head RAVDESS_FOLDER SILERO_ONNX [--out FILE] [--emodb FOLDER]');

await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
await using silero = openSileroActivity({ session: await runtime.open(sileroPath, { name: 'silero' }), model: { id: 'silero-vad-16k' } });
// Windows as both detectors hear them, so that the head fits whichever is there
const detectors = [openEnergyActivity(), silero];
const all = await examples(ravdess, readRavdessName, detectors);

const report: Record<string, unknown> = { features: VOICE_FEATURES.length, windows: all.length };
for (const { id } of detectors) {
  const heard = all.filter(({ detector }) => detector === id);
  report[`folds, ${id}`] = scores(heard, crossValidate(all, heard, FOLDS));
}

const head = fitHead(all);
if (values.emodb !== undefined) {
  const foreign = await examples(values.emodb, readEmodbName, detectors);
  for (const { id } of detectors) {
    const heard = foreign.filter(({ detector }) => detector === id);
    report[`EmoDB, ${id}`] = scores(heard, heard.map(({ features }) => predictLogistic(head, features)));
  }
}
const bytes = writeModel(headModel(head, METADATA));
writeFileSync(values.out, bytes);
report.file = { path: values.out, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
console.log(JSON.stringify(report, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 2));

function scores(testing: readonly Example[], probabilities: readonly Float64Array[]): { windows: Score; clips: Score } {
  return { windows: score(windowOutcomes(testing, probabilities), CLASSES.length), clips: score(clipOutcomes(testing, probabilities), CLASSES.length) };
}
