/**
 * Trains the voice head on RAVDESS and writes it as ONNX; prints its scores beside those of the head of version 0.1 as JSON.
 *
 *     node scripts/train-voice-head.ts RAVDESS_FOLDER SILERO_ONNX [--out FILE] [--emodb FOLDER] [--keep FOLDER]
 *
 * `--keep` names a folder where the measured features are kept, so that the next run need not listen again.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEnergyActivity } from '../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../extractors/audio/activity/silero-activity.ts';
import { headFeatures } from '../extractors/audio/head/head-features.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import { writeModel } from '../runtime/onnx/write-model.ts';
import { CLASSES, EMOTIONS } from './voice-head/classes.ts';
import { readCorpus, type Sources } from './voice-head/corpora.ts';
import { crossValidate } from './voice-head/cross-validate.ts';
import { TEST_DAMAGES } from './voice-head/damage-sound.ts';
import type { Example } from './voice-head/examples.ts';
import { fitHead, formerFit, networkFit, type Fit } from './voice-head/heads.ts';
import { headModel } from './voice-head/head-model.ts';
import { clipOutcomes, emotionOutcomes, windowOutcomes, type Judged } from './voice-head/outcomes.ts';
import { predictNetwork } from './voice-head/predict-network.ts';
import { score, type Score } from './voice-head/score.ts';

const FOLDS = 6;
const METADATA = {
  labels: CLASSES.join(','),
  features: headFeatures.names.join(','),
  licence: 'CC BY-NC-SA 4.0 (trained on RAVDESS): non-commercial',
  trainedOn: 'RAVDESS speech, actors 01-18 (Livingstone & Russo 2018)',
  madeBy: 'affekt scripts/train-voice-head.ts',
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'extractors/audio/head/voice-head.onnx' }, emodb: { type: 'string' }, keep: { type: 'string' } },
});
const [ravdess, sileroPath] = positionals;
if (ravdess === undefined || sileroPath === undefined) throw new TypeError('usage: train-voice-head RAVDESS_FOLDER SILERO_ONNX [--out FILE] [--emodb FOLDER] [--keep FOLDER]');

await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
await using silero = openSileroActivity({ session: await runtime.open(sileroPath, { name: 'silero' }), model: { id: 'silero-vad-16k' } });
const sources: Sources = { ravdess, emodb: values.emodb, detectors: [openEnergyActivity(), silero], kept: values.keep };
const [sound, varied] = [await readCorpus('ravdess', 'none', sources), await readCorpus('ravdess', 'varied', sources)];
const training = [...sound, ...varied];
const [damaged, foreign]: [Example[], Example[]] = [[], await readCorpus('emodb', 'none', sources)];
for (const damage of TEST_DAMAGES) {
  damaged.push(...(await readCorpus('ravdess', damage, sources)));
  foreign.push(...(await readCorpus('emodb', damage, sources)));
}

const report: Record<string, unknown> = { features: headFeatures.names.length, windows: training.length };
const head = await fitHead(training, runtime);
const bytes = writeModel(headModel(head, METADATA));
writeFileSync(values.out, bytes);
report.file = { path: values.out, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
const former = await formerFit(sound);
await compare('former', formerFit, former);
await compare('head', networkFit(runtime), ({ features }) => predictNetwork(head, features));
console.log(JSON.stringify(report, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 2));

/** Scores on speakers that were not heard, and of `judge`, which heard all of RAVDESS, on EmoDB. */
async function compare(name: string, fit: Fit, judge: Awaited<ReturnType<Fit>>): Promise<void> {
  const judged = await crossValidate(fit, { training, testing: [...sound, ...damaged], folds: FOLDS });
  for (const [condition, part] of byCondition(judged)) report[`${name}, RAVDESS, ${condition}`] = scores(part);
  for (const [condition, part] of byCondition(foreign.map((example) => ({ example, probabilities: judge(example) })))) report[`${name}, EmoDB, ${condition}`] = scores(part);
}

function byCondition(judged: readonly Judged[]): Map<string, Judged[]> {
  return Map.groupBy(judged, ({ example }) => `${example.damage}, ${example.detector}`);
}

function scores(judged: readonly Judged[]): Readonly<Record<string, Score>> {
  const eight = judged[0]!.probabilities.length === EMOTIONS.length;
  return {
    windows: score(windowOutcomes(judged), CLASSES.length),
    clips: score(clipOutcomes(judged), CLASSES.length),
    ...(eight ? { 'clips, 8 classes': score(emotionOutcomes(judged), EMOTIONS.length) } : {}),
  };
}
