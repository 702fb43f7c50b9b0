import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

const FOLDER = 'https://github.com/snakers4/silero-vad/raw/806dcba3f0b5d95282d0889a074954a2f8c6397b/src/silero_vad/data';

/** Models that say when somebody speaks. */
export const VOICE_ACTIVITY = {
  'silero-vad': {
    title: 'Silero VAD, 16 and 8 kHz',
    task: 'voice-activity',
    file: {
      url: `${FOLDER}/silero_vad.onnx`,
      mirrorPath: 'audio/silero_vad.onnx',
      sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
      gitBlob: '80c5592ef1f4c9ede3e357bbd02eb863358a6a9d',
      bytes: 2_327_524,
    },
    input: { name: 'input', layout: 'samples', sampleRate: 16_000 },
    output: { names: ['output', 'stateN'] },
    trainedOn: ['not published'],
    licence: { code: 'MIT', weights: 'MIT', commercial: 'yes' },
    quality: 'Speech in 68 % of the frames of a speech, in 0 to 0.2 % of those of rain and noise.',
    source: 'https://github.com/snakers4/silero-vad',
    fixture: FIXTURES['silero-vad'],
  },
  'silero-vad-16k': {
    title: 'Silero VAD, 16 kHz only, half the size',
    task: 'voice-activity',
    file: {
      url: `${FOLDER}/silero_vad_16k_op15.onnx`,
      mirrorPath: 'audio/silero_vad_16k_op15.onnx',
      sha256: '7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49',
      gitBlob: '625ad8909b1abdba2292f3a9a10db6864fd5d561',
      bytes: 1_289_603,
    },
    input: { name: 'input', layout: 'samples', sampleRate: 16_000 },
    output: { names: ['output', 'stateN'] },
    trainedOn: ['not published'],
    licence: { code: 'MIT', weights: 'MIT', commercial: 'yes' },
    quality: 'Equal values to silero-vad at 16 kHz.',
    source: 'https://github.com/snakers4/silero-vad',
    fixture: FIXTURES['silero-vad-16k'],
  },
} as const satisfies Record<string, ModelCard>;
