/**
 * Fits the gate of the voice head on speakers that the head did not hear, and prints as JSON how much of what it would withhold.
 *
 *     node scripts/fit-voice-gate.ts RAVDESS_FOLDER SILERO_ONNX NOISE_FOLDER [--emodb FOLDER] [--keep FOLDER] [--out FILE]
 *
 * The head was trained on all speakers at hand. So it is trained anew six times, each time without three speakers; scores of those make the threshold, and the thresholds of the units come from
 * the head as it is shipped. `--keep` as in train-voice-head.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEnergyActivity } from '../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../extractors/audio/activity/silero-activity.ts';
import { calibrate } from '../plugins/gate/calibrate.ts';
import { exposeUnits, UNITS } from '../plugins/gate/expose-units.ts';
import { fitTemperature } from '../plugins/gate/fit-temperature.ts';
import { GATE_METHODS } from '../plugins/gate/gate-methods.ts';
import { findLastLayer } from '../plugins/gate/last-layer.ts';
import { trainingUnits } from '../plugins/gate/training-units.ts';
import { toGateText } from '../plugins/gate/gate-file.ts';
import { parseModel } from '../runtime/onnx/read-model.ts';
import { writeModel } from '../runtime/onnx/write-model.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import { float32 } from '../runtime/tensor.ts';
import { crossFit, METHODS } from './voice-gate/cross-fit.ts';
import { strangeSounds } from './voice-gate/strange-sounds.ts';
import { withheldShares } from './voice-gate/withheld-shares.ts';
import { readCorpus, type Sources } from './voice-head/corpora.ts';
import { TEST_DAMAGES } from './voice-head/damage-sound.ts';
import { examples, type Example } from './voice-head/examples.ts';
import { keptExamples } from './voice-head/kept-examples.ts';

const HEAD = 'extractors/audio/head/voice-head.onnx';
const NOBODY = { label: 0, emotion: 0, speaker: '' };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'plugins/gate/fitted/affekt-voice-ravdess.gate.json' }, emodb: { type: 'string' }, keep: { type: 'string' } },
});
const [ravdess, sileroPath, noise] = positionals;
if (ravdess === undefined || sileroPath === undefined || noise === undefined) throw new TypeError('usage: fit-voice-gate RAVDESS_FOLDER SILERO_ONNX NOISE_FOLDER [--emodb FOLDER] [--keep FOLDER] [--out FILE]');

await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
await using silero = openSileroActivity({ session: await runtime.open(sileroPath, { name: 'silero' }), model: { id: 'silero-vad-16k' } });
const energy = openEnergyActivity();
const sources: Sources = { ravdess, emodb: values.emodb, detectors: [energy, silero], kept: values.keep };
const sound = await readCorpus('ravdess', 'none', sources);
const training = [...sound, ...(await readCorpus('ravdess', 'varied', sources))];
const damaged: Example[] = [];
for (const damage of TEST_DAMAGES) damaged.push(...(await readCorpus('ravdess', damage, sources)));
const strange = await keptExamples(() => examples({ recordings: strangeSounds(noise), readName: () => NOBODY, detectors: [energy], damage: 'none' }), { folder: values.keep, name: 'strange', readName: () => NOBODY });
const foreign = await readCorpus('emodb', 'none', sources);

const fitted = await crossFit({ training, heldOut: [...sound, ...damaged], strange, foreign, runtime });
const bytes = readFileSync(HEAD);
const units = await shippedUnits(training);
const method = GATE_METHODS[fitted.method]!;
const home = fitted.judged.filter(({ set }) => !set.startsWith('strange') && !set.startsWith('emodb'));
const kinds = Map.groupBy(fitted.judged.filter(({ set }) => set.startsWith('strange') || set === 'emodb'), ({ set }) => set);
const gate = {
  head: createHash('sha256').update(bytes).digest('hex'),
  method: fitted.method,
  settings: fitted.settings,
  parameters: method.fit(trainingUnits(units.rows, units.head), fitted.settings),
  coverage: 0.99,
  ...calibrate(Float64Array.from(home, ({ score }) => score), [...kinds].map(([set, each]) => ({ scores: Float64Array.from(each, ({ score }) => score), ...(set === 'emodb' ? {} : { reason: 'not speech' }) }))),
  temperature: fitTemperature(home.map(({ logits }) => logits), home.map(({ example }) => example.emotion)),
  trials: fitted.trials,
  counts: { training: training.length, validation: home.length, ...Object.fromEntries([...kinds].map(([set, { length }]) => [set, length])) },
};
writeFileSync(values.out, toGateText(gate));
console.log(JSON.stringify({ methods: METHODS, method: gate.method, settings: gate.settings, temperature: gate.temperature, counts: gate.counts, trials: gate.trials, reasons: gate.reasons, withheld: withheldShares(fitted.judged, gate) }, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 2));

/** What the last layer of the shipped head is given. */
async function shippedUnits(given: readonly Example[]) {
  const model = parseModel(bytes, HEAD);
  const layer = findLastLayer(model, { subject: HEAD });
  await using session = await runtime.open(writeModel(exposeUnits(model, layer)), { name: 'voice head' });
  const width = given[0]!.features.length;
  const batch = new Float32Array(given.length * width);
  given.forEach(({ features }, row) => batch.set(features, row * width));
  const outputs = await session.run({ features: float32(batch, given.length, width) });
  return { head: layer.head, rows: { values: outputs[UNITS]!.data as Float32Array, width: layer.head.width } };
}
