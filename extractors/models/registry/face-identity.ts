import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

/** Models that turn a face into a vector that tells people apart. */
export const FACE_IDENTITY = {
  'human-faceres': {
    title: 'HSE MobileNet, 1024 values, 224×224 (embedded)',
    task: 'face-identity',
    file: {
      npm: '@vladmandic/human', path: 'models/faceres.json',
      sha256: '5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df',
      weights: { path: 'models/faceres.bin', sha256: '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b' },
    },
    input: { name: 'input_1', layout: 'NHWC', size: [224, 224], channels: 'RGB', scale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { names: ['global_pooling/Mean'] },
    trainedOn: ['VGGFace2', 'IMDB-WIKI'],
    licence: { code: 'MIT', weights: 'MIT (package); VGGFace2 and IMDB-WIKI pictures are for research', commercial: 'unclear' },
    quality: 'Not measured by us.',
    source: 'https://github.com/vladmandic/human; https://github.com/HSE-asavchenko/HSE_FaceRec_tf',
    fixture: FIXTURES['human-faceres'],
    unverified: ['The training data, taken from the papers of the named source.'],
  },
  sface: {
    title: 'SFace MobileFaceNet of the OpenCV zoo, 128 values, 112×112',
    task: 'face-identity',
    file: {
      url: 'https://media.githubusercontent.com/media/opencv/opencv_zoo/966be4cb6eefc2a4f586ed0581bf4bbaa2533070/models/face_recognition_sface/face_recognition_sface_2021dec.onnx',
      mirrorPath: 'identity/face_recognition_sface_2021dec.onnx',
      sha256: '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79',
      bytes: 38_696_353,
    },
    input: { name: 'data', layout: 'NCHW', size: [112, 112], channels: 'RGB', scale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { names: ['fc1'] },
    trainedOn: ['not stated for this file; CASIA-WebFace, VGGFace2 and MS1MV2 in the paper'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; face-recognition sets are for research', commercial: 'unclear' },
    quality: 'LFW accuracy 0.994, as the zoo states; same person above a cosine of 0.363.',
    source: 'https://github.com/opencv/opencv_zoo; Zhong et al. 2021, arXiv:2205.12010',
    unverified: ['The file was not at hand; the preparation is that of OpenCV’s FaceRecognizerSF, the names of input and output are from memory.'],
  },
} as const satisfies Record<string, ModelCard>;
