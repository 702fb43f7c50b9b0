import { voiceHeadCard } from '../../audio/head/voice-head.card.ts';
import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

/** Models that read an emotion from a voice. */
export const VOICE_EMOTION = {
  'affekt-voice-ravdess': { ...voiceHeadCard, fixture: FIXTURES['affekt-voice-ravdess'] },
  'emodb-lstm': {
    title: 'LSTM on 39 MFCC, 4 emotions, German acted speech',
    task: 'voice-emotion',
    file: {
      mirrorPath: 'ser/emodb4_lstm39.onnx',
      sha256: 'f19ef824e938a400d128cbd5e03a2e5ee02ba704b4b5dd5d6985b341721eb23d',
      bytes: 365_741,
    },
    input: { name: 'input', layout: 'features', sampleRate: 16_000 },
    output: { names: ['output'], labels: ['Neutral', 'Angry', 'Happy', 'Sad'], activation: 'softmax' },
    trainedOn: ['EmoDB'],
    licence: { code: 'MIT', weights: 'MIT; EmoDB is free to use', commercial: 'unclear' },
    quality: 'Right on 327 of 339 EmoDB files, which it was trained on.',
    source: 'https://github.com/hkveeranki/speech-emotion-recognition',
    fixture: FIXTURES['emodb-lstm'],
  },
} as const satisfies Record<string, ModelCard>;
