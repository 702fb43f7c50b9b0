import { describeFrames } from '../descriptors/describe-frames.ts';
import { logMel } from '../descriptors/log-mel.ts';
import { powerSpectrum } from '../descriptors/power-spectrum.ts';
import { sliceFrames } from '../descriptors/slice-frames.ts';
import type { FrameDescriptors } from '../descriptors/frame-descriptors.ts';
import { describeEgemaps, type EgemapsFrame } from '../egemaps/describe-egemaps.ts';
import type { FrameSource } from '../windows/feature-set.ts';
import { HEAD_BANDS, type HeadFrame } from './head-frame.ts';

const SAMPLE_RATE = 16_000;
const [LENGTH, HOP, SIZE] = [400, 160, 512];

/**
 * Returns a describer of 16 kHz sound, a frame every 10 ms, decided 0.46 s late as the pitch of eGeMAPS is: what `describeFrames` measures, the
 * descriptors of eGeMAPS before smoothing, and mel levels. The windows of the three begin together; their centres lie up to 18 ms apart.
 */
export function describeHeadFrames(): FrameSource<HeadFrame> {
  const [describer, egemaps, toLevels] = [describeFrames(), describeEgemaps(SAMPLE_RATE), melLevels()];
  const described: FrameDescriptors[] = [];
  const voices: EgemapsFrame[] = [];
  const levels: Float32Array[] = [];
  const complete = (): HeadFrame[] => {
    const count = Math.min(described.length, voices.length, levels.length);
    const [frames, found, bands] = [described.splice(0, count), voices.splice(0, count), levels.splice(0, count)];
    return frames.map((frame, i) => ({ ...frame, egemaps: found[i]!, levels: bands[i]! }));
  };
  return {
    push(samples) {
      for (const frame of describer.push(samples)) described.push(frame);
      for (const frame of egemaps.push(samples)) voices.push(frame);
      for (const frame of toLevels(samples)) levels.push(frame);
      return complete();
    },
    flush() {
      described.push(...describer.flush());
      voices.push(...egemaps.finish());
      return complete();
    },
  };
}

function melLevels(): (samples: Float32Array) => Float32Array[] {
  const slicer = sliceFrames({ length: LENGTH, hop: HOP });
  const spectrum = powerSpectrum({ length: LENGTH, size: SIZE });
  const toLevels = logMel({ sampleRate: SAMPLE_RATE, size: SIZE, bands: HEAD_BANDS });
  return (samples) => Array.from(slicer.push(samples), (frame) => Float32Array.from(toLevels(spectrum(frame))));
}
