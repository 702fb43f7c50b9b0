import type { ModelCard } from '../../models/card.ts';

/** Card of the voice head that comes with affekt; registry id `affekt-voice-ravdess`. More in `voice-head.card.md`. */
export const voiceHeadCard = {
  title: 'Small network on eGeMAPS, prosody and mel levels of 2-s windows, 7 emotions, English acted speech',
  task: 'voice-emotion',
  file: {
    bundled: 'extractors/audio/head/voice-head.onnx',
    sha256: '213ac0e3d160f443f5aee93cd58f177603144c93dce617b693d86e60ef928be1',
  },
  input: { name: 'features', layout: 'features', sampleRate: 16_000 },
  output: {
    names: ['probabilities'],
    labels: ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'],
    activation: 'softmax',
  },
  trainedOn: ['RAVDESS speech, actors 01–18'],
  licence: { code: 'MIT', weights: 'CC BY-NC-SA 4.0 (from RAVDESS)', commercial: 'no' },
  quality: 'Unweighted average recall on RAVDESS speakers not heard in training, before the weights of 47 features were set to 0 (see the card): 0.62 per 2-s window, 0.66 per clip (chance 0.14). On other recordings far less.',
  source: 'scripts/train-voice-head.ts',
} as const satisfies ModelCard;
