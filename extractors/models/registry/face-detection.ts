import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

const YUNET_OUTPUTS = [
  'cls_8', 'cls_16', 'cls_32', 'obj_8', 'obj_16', 'obj_32',
  'bbox_8', 'bbox_16', 'bbox_32', 'kps_8', 'kps_16', 'kps_32',
] as const;

/** Models that find faces in a picture. */
export const FACE_DETECTION = {
  'human-blazeface': {
    title: 'BlazeFace, back camera, 256×256 (embedded)',
    task: 'face-detection',
    file: {
      npm: '@vladmandic/human', path: 'models/blazeface.json',
      sha256: 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f',
      weights: { path: 'models/blazeface.bin', sha256: 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72' },
    },
    input: { name: 'input', layout: 'NHWC', size: [256, 256], channels: 'RGB', scale: 127.5, mean: [1, 1, 1], std: [1, 1, 1] },
    output: { names: ['Identity', 'Identity_1', 'Identity_2', 'Identity_3'] },
    trainedOn: ['not published (Google, for MediaPipe)'],
    licence: { code: 'MIT', weights: 'Apache-2.0 (MediaPipe), in a package under MIT', commercial: 'yes' },
    quality: 'Made for faces that fill a good part of the picture; small faces are missed.',
    source: 'https://github.com/vladmandic/human; Bazarevsky et al. 2019, arXiv:1907.05047',
    fixture: FIXTURES['human-blazeface'],
  },
  yunet: {
    title: 'YuNet n, any picture size',
    task: 'face-detection',
    file: {
      url: 'https://github.com/ShiqiYu/libfacedetection.train/raw/0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_n_dynamic.onnx',
      mirrorPath: 'face/yunet_n_dynamic.onnx',
      sha256: '104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12',
      gitBlob: '23b062e32f4484194cbe167b78b684f0b272e220',
      bytes: 322_906,
    },
    input: { name: 'input', layout: 'NCHW', size: 'dynamic', channels: 'BGR', scale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { names: YUNET_OUTPUTS },
    trainedOn: ['WIDER FACE'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; WIDER FACE pictures are for research', commercial: 'unclear' },
    quality: 'WIDER FACE validation, as its authors state for the same network: AP 0.83 easy, 0.82 medium, 0.71 hard.',
    source: 'https://github.com/ShiqiYu/libfacedetection.train; Wu et al. 2023, doi:10.1007/s11633-023-1423-y',
    fixture: FIXTURES.yunet,
  },
  'yunet-2023mar': {
    title: 'YuNet of the OpenCV zoo, March 2023, 640×640',
    task: 'face-detection',
    file: {
      url: 'https://media.githubusercontent.com/media/opencv/opencv_zoo/966be4cb6eefc2a4f586ed0581bf4bbaa2533070/models/face_detection_yunet/face_detection_yunet_2023mar.onnx',
      mirrorPath: 'face/face_detection_yunet_2023mar.onnx',
      sha256: '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
      bytes: 232_589,
    },
    input: { name: 'input', layout: 'NCHW', size: [640, 640], channels: 'BGR', scale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { names: YUNET_OUTPUTS },
    trainedOn: ['WIDER FACE'],
    licence: { code: 'MIT', weights: 'MIT; WIDER FACE pictures are for research', commercial: 'unclear' },
    quality: 'WIDER FACE validation, as the zoo states: AP 0.834 easy, 0.824 medium, 0.708 hard.',
    source: 'https://github.com/opencv/opencv_zoo',
    unverified: ['The names of the outputs are those of the same network from libfacedetection.train; the file itself was not at hand.'],
  },
  ultraface: {
    title: 'UltraFace RFB, 320×240',
    task: 'face-detection',
    file: {
      url: 'https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB/raw/dffdddda9794a50607cba8f318507a28c1c27cab/models/onnx/version-RFB-320.onnx',
      mirrorPath: 'face/ulfg-version-RFB-320.onnx',
      sha256: '34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017',
      gitBlob: 'a5e23096986e29ffbd2e113288050b1a91d76551',
      bytes: 1_270_727,
    },
    input: { name: 'input', layout: 'NCHW', size: [240, 320], channels: 'RGB', scale: 1, mean: [127, 127, 127], std: [128, 128, 128] },
    output: { names: ['scores', 'boxes'] },
    trainedOn: ['WIDER FACE'],
    licence: { code: 'MIT', weights: 'MIT; WIDER FACE pictures are for research', commercial: 'unclear' },
    quality: 'Finds the same number of faces as YuNet on 22 photographs. It gives no landmarks.',
    source: 'https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB',
    fixture: FIXTURES.ultraface,
  },
  'mediapipe-blazeface': {
    title: 'BlazeFace of MediaPipe, short range, 128×128',
    task: 'face-detection',
    file: {
      mirrorPath: 'face/mediapipe_blazeface_short.onnx',
      sha256: 'e2e8eac09e09be013e1bd7872dfe5afcec25d30e32ea8135089cb0efc75e9fb5',
      bytes: 219_765,
    },
    input: { name: 'input', layout: 'NHWC', size: [128, 128], channels: 'RGB', scale: 127.5, mean: [1, 1, 1], std: [1, 1, 1] },
    output: { names: ['regressors', 'classificators'] },
    trainedOn: ['not published (Google, for MediaPipe)'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; converted from TensorFlow Lite', commercial: 'yes' },
    quality: 'Within about two metres of the camera. Highest score 0.91 to 0.96 on faces, 0.14 on a landscape.',
    source: 'https://github.com/google-ai-edge/mediapipe; Bazarevsky et al. 2019, arXiv:1907.05047',
    fixture: FIXTURES['mediapipe-blazeface'],
  },
} as const satisfies Record<string, ModelCard>;
