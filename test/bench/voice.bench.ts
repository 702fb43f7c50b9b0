/**
 * Real-time factor and memory of the voice stage on one thread: node test/bench/voice.bench.ts [--silero FILE] [--minutes N] [--json]
 *
 * Prints seconds of sound per second of CPU time (wall time beside it) for the energy rule, with the
 * features of every voice model and with those of the bundled head; and for Silero where its file is given.
 */
import { parseArgs } from 'node:util';
import { openEnergyActivity } from '../../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../../extractors/audio/activity/silero-activity.ts';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import { headFeatures } from '../../extractors/audio/head/head-features.ts';
import type { Sound } from '../../extractors/audio/sound.ts';
import { describeVoice } from '../../extractors/audio/windows/describe-voice.ts';
import type { FeatureSet } from '../../extractors/audio/windows/feature-set.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { babble, RATE } from '../extractors/audio/signals.ts';

const { values } = parseArgs({ options: { silero: { type: 'string' }, minutes: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } } });
const second = Array.from({ length: 7 }, (_, i) => babble(7).slice(i * RATE, (i + 1) * RATE));
const seconds = 60 * Number(values.minutes);

async function* sounds(length: number): AsyncGenerator<Sound> {
  for (let time = 0; time < length; time++) yield await Promise.resolve({ time, sampleRate: RATE, samples: second[time % 7]!.slice() });
}

async function measure(activity: VoiceActivity, features?: FeatureSet): Promise<Record<string, number>> {
  let windows = 0;
  for await (const window of describeVoice(sounds(20), { activity, features })) windows += window.end > 0 ? 0 : 1;
  const before = { cpu: process.cpuUsage(), wall: performance.now() };
  let peakMb = 0;
  for await (const { end } of describeVoice(sounds(seconds), { activity, features })) {
    windows++;
    if (end % 30 === 0) peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  }
  const { user, system } = process.cpuUsage(before.cpu);
  return { windows, timesRealTimeCpu: (seconds * 1e6) / (user + system), timesRealTimeWall: (seconds * 1000) / (performance.now() - before.wall), peakMb };
}

const figures: Record<string, Record<string, number>> = {
  energy: await measure(openEnergyActivity()),
  'energy, head': await measure(openEnergyActivity(), headFeatures),
};
if (values.silero !== undefined) {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using silero = openSileroActivity({ session: await runtime.open(values.silero, { name: 'silero' }), model: { id: 'silero-vad-16k' } });
  figures['silero, head'] = await measure(silero, headFeatures);
}
if (values.json) console.log(JSON.stringify(figures));
else console.table(figures);
