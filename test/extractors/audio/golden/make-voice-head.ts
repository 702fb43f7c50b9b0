/** Prints the features of a synthetic voice: node make-voice-head.ts > features.json, then python make-voice-head.py features.json > voice-head.json */
import { openEnergyActivity } from '../../../../extractors/audio/activity/energy-activity.ts';
import { headFeatures } from '../../../../extractors/audio/head/head-features.ts';
import { describeVoice } from '../../../../extractors/audio/windows/describe-voice.ts';
import { babble, chunks, collect, noise } from '../signals.ts';

const hiss = noise(2, 0.02);
const voices = [babble(2), babble(2).map((sample, n) => sample + hiss[n]!)];
const vectors: number[][] = [];
for (const voice of voices) {
  const [first] = await collect(describeVoice(chunks(voice, 4000), { activity: openEnergyActivity(), features: headFeatures }));
  vectors.push([...first!.features!]);
}
vectors.push(vectors[0]!.map((value) => value * 100)); // Far outside of anything trained on
console.log(JSON.stringify(vectors));
