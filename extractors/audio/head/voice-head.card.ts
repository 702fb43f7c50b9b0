import type { ModelCard } from '../../models/card.ts';

/** Card of the voice head that comes with affekt; registry id `affekt-voice-ravdess`. More in `voice-head.card.md`. */
export const voiceHeadCard = {
  title: 'Small network on eGeMAPS, prosody and mel levels of 2-s windows, 7 emotions, English acted speech',
  task: 'voice-emotion',
  file: {
    bundled: 'extractors/audio/head/voice-head.onnx',
    sha256: '0ea236898970aa3a86a92495a437ead99c0c7043b99c50f8891d497dd0ee67c3',
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
