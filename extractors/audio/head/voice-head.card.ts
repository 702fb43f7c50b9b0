import type { ModelCard } from '../../models/card.ts';

/** Card of the voice head that comes with affekt; registry id `affekt-voice-ravdess`. More in `voice-head.card.md`. */
export const voiceHeadCard = {
  title: 'Small network on eGeMAPS, prosody and mel levels of 2-s windows, 7 emotions, English acted speech',
  task: 'voice-emotion',
  file: {
    bundled: 'extractors/audio/head/voice-head.onnx',
    sha256: 'e96471fc7fd4849c16621f20c727bb2c4796f15080ade485b2dfac1e25c45564',
  },
  input: { name: 'features', layout: 'features', sampleRate: 16_000 },
  output: {
    names: ['probabilities'],
    labels: ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'],
    activation: 'softmax',
  },
  trainedOn: ['RAVDESS speech, actors 01–18'],
  licence: { code: 'MIT', weights: 'CC BY-NC-SA 4.0 (from RAVDESS)', commercial: 'no' },
  quality: 'Unweighted average recall on RAVDESS speakers not heard in training: 0.62 per 2-s window, 0.65 per clip (chance 0.14). On other recordings far less.',
  source: 'scripts/train-voice-head.ts',
} as const satisfies ModelCard;
