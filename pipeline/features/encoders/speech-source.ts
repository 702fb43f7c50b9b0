import type { SpeechEncoder } from '../../../extractors/audio/encoders/speech-encoder.ts';
import { toFeatureKey, toFeatureName } from '../../../extractors/encoders/encoder-provenance.ts';
import type { MediaTools } from '../../media/media-tools.ts';
import type { FeatureSource } from '../feature-source.ts';
import { listenToClip } from '../listen-to-clip.ts';
import { joinSound } from './join-sound.ts';

/**
 * Returns a source for `extractFeatures`, which keeps rows with their times and pools them for utterances. Its id ends in the first half of the
 * features' key, so that another choice of layers, or another export of the net, never finds what this one has written.
 */
export function speechSource(encoder: SpeechEncoder, level: FeatureSource['level'], media: MediaTools): FeatureSource {
  const { provenance } = encoder;
  return {
    modality: 'audio',
    id: `${toFeatureName(provenance)}-${toFeatureKey(provenance).slice(0, 8)}`,
    level,
    async read(clip, signal) {
      const sound = await joinSound(await listenToClip(clip, media, signal));
      return sound && encoder.encode(sound, signal);
    },
  };
}
