import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

/** Models that place points on a face, or read muscle movements from such points. */
export const FACE_LANDMARKS = {
  'human-facemesh': {
    title: 'Face mesh, 468 points, 192×192 (embedded)',
    task: 'face-landmarks',
    file: {
      npm: '@vladmandic/human', path: 'models/facemesh.json',
      sha256: 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7',
      weights: { path: 'models/facemesh.bin', sha256: '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b' },
    },
    input: { name: 'input_1', layout: 'NHWC', size: [192, 192], channels: 'RGB', scale: 255, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { names: ['output_mesh', 'output_faceflag'] },
    trainedOn: ['not published (Google, for MediaPipe)'],
    licence: { code: 'MIT', weights: 'Apache-2.0 (MediaPipe), in a package under MIT', commercial: 'yes' },
    quality: 'Not measured by us.',
    source: 'https://github.com/vladmandic/human; Kartynnik et al. 2019, arXiv:1907.06724',
    fixture: FIXTURES['human-facemesh'],
  },
  'mediapipe-face-landmarks': {
    title: 'Face landmarks of MediaPipe, 478 points, 256×256',
    task: 'face-landmarks',
    file: {
      mirrorPath: 'landmarks/mediapipe_face_landmarks_detector.onnx',
      sha256: 'be3a1b8673f24115efb034823a2bd3b03067010d92e822397a6e32e12bd4c99e',
      bytes: 2_445_648,
    },
    input: { name: 'input', layout: 'NHWC', size: [256, 256], channels: 'RGB', scale: 255, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { names: ['Identity', 'Identity_1'] },
    trainedOn: ['not published (Google, for MediaPipe)'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; converted from TensorFlow Lite', commercial: 'yes' },
    quality: 'Iris centres within 2 to 14 % of the distance between the eyes from YuNet’s eyes, on 21 photographs.',
    source: 'https://github.com/google-ai-edge/mediapipe',
    fixture: FIXTURES['mediapipe-face-landmarks'],
  },
  'mediapipe-face-blendshapes': {
    title: 'Blendshapes of MediaPipe, 52 scores from 146 of the 478 points',
    task: 'face-blendshapes',
    file: {
      mirrorPath: 'landmarks/mediapipe_face_blendshapes.onnx',
      sha256: '3f516ec5989ec151c091fc66198e127340ead57d35da41f2cb9df1fa7b92efb3',
      bytes: 915_707,
    },
    input: { name: 'input', layout: 'features' },
    output: { names: ['StatefulPartitionedCall_0'] },
    trainedOn: ['not published (Google, for MediaPipe)'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; converted from TensorFlow Lite', commercial: 'yes' },
    quality: 'Smiling photographs: mouthSmile 0.7 to 0.95; an angry one: browDown 0.75; a surprised one: jawOpen 0.83.',
    source: 'https://github.com/google-ai-edge/mediapipe',
    fixture: FIXTURES['mediapipe-face-blendshapes'],
  },
} as const satisfies Record<string, ModelCard>;
