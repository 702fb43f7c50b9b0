import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

/** Models that name the sounds in a clip. */
export const AUDIO_EVENTS = {
  yamnet: {
    title: 'YAMNet, 521 sounds of AudioSet, int8 weights',
    task: 'audio-events',
    file: {
      mirrorPath: 'audio/yamnet_q8.onnx',
      sha256: 'dce9c12c912d11f250bf6ae9dfe54d3c4578dda8b786baa3f75c8b7fafe0ba10',
      bytes: 4_958_250,
    },
    input: { name: 'input', layout: 'samples', sampleRate: 16_000 },
    output: { names: ['tower0_network_layer32_final_output', 'embedding'] },
    trainedOn: ['AudioSet'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; converted from TensorFlow Lite', commercial: 'yes' },
    quality: 'Speech clips: Speech 0.87 to 0.98; ESC-10: the right class among the first three for 93 of 120 clips.',
    source: 'https://github.com/tensorflow/models/tree/master/research/audioset/yamnet',
    fixture: FIXTURES.yamnet,
  },
} as const satisfies Record<string, ModelCard>;
