import { fileURLToPath } from 'node:url';
import type { Sound } from '../../../../extractors/audio/sound.ts';
import type { LoadedModel } from '../../../../extractors/models/loaded-model.ts';
import { SPEECH_ENCODERS } from '../../../../extractors/models/registry/speech-encoders.ts';
import type { SpeechEncoderCard, SpeechRecipe } from '../../../../extractors/audio/encoders/speech-encoder-card.ts';

/** Names of the nets in `golden/`. */
export type TinyEncoder = 'wav2vec2-group' | 'hubert-layer' | 'wavlm-group' | 'affect' | 'whisper';

const OF = {
  'wav2vec2-group': ['wav2vec2-base-960h', 16],
  'hubert-layer': ['hubert-large-ll60k', 16],
  'wavlm-group': ['wavlm-base', 16],
  affect: ['audeering-msp-dim', 16],
  whisper: ['whisper-base', 8],
} as const satisfies Record<TinyEncoder, readonly [keyof typeof SPEECH_ENCODERS, number]>;

/** Returns a net of random weights with the card of the one that it stands for, but for its width. */
export function tinyModel(name: TinyEncoder, changes: Partial<SpeechRecipe> = {}): LoadedModel {
  const [id, dimensions] = OF[name];
  const card: SpeechEncoderCard = SPEECH_ENCODERS[id];
  const path = fileURLToPath(new URL(`golden/${name}.onnx`, import.meta.url));
  return { id, path, sha256: 'f'.repeat(64), card: { ...card, speech: { ...card.speech, dimensions, ...changes } } as SpeechEncoderCard };
}

/** Returns the sweep that `golden/make-encoders.py` makes. */
export function sweep(seconds: number): Sound {
  const samples = Float32Array.from({ length: seconds * 16_000 }, (_, i) => {
    const t = i / 16_000;
    return 0.1 + ((0.6 - 0.02 * t) * Math.sin(2 * Math.PI * (110 * t + 4 * t * t)) * (1 + 0.5 * Math.sin(2 * Math.PI * 5 * t))) / 2;
  });
  return { time: 0, sampleRate: 16_000, samples };
}
