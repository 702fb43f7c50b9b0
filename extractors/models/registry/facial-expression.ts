import type { ModelCard } from '../card.ts';
import { FIXTURES } from './fixtures.ts';

const FER2013_LABELS = ['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral'] as const;

/** Models that read an expression from a face. The HSEmotion family is in `hsemotion.ts`. */
export const FACIAL_EXPRESSION = {
  'human-emotion': {
    title: 'Mini-Xception, 7 expressions, 64×64 gray (embedded)',
    task: 'facial-expression',
    file: {
      npm: '@vladmandic/human', path: 'models/emotion.json',
      sha256: '56f7e557eb0c863a8b9ab04ac7ccba756e93bf2c27dce135ef0e8712b80b7ad2',
      weights: { path: 'models/emotion.bin', sha256: '927ac8224f356ab1e68c2bcfbfa07b0c8567047d1bcf817388ba6e38214c4987' },
    },
    input: { name: 'input_1', layout: 'NHWC', size: [64, 64], channels: 'gray', scale: 127.5, mean: [1], std: [1] },
    output: { names: ['Identity'], labels: FER2013_LABELS, activation: 'softmax' },
    trainedOn: ['FER2013'],
    licence: { code: 'MIT', weights: 'MIT; FER2013 pictures are for research', commercial: 'unclear' },
    quality: 'Right on 5 of 7 labelled photographs; no published figure for these weights.',
    source: 'https://github.com/vladmandic/human; https://github.com/oarriaga/face_classification',
    fixture: FIXTURES['human-emotion'],
  },
  'fer2013-mini-xception': {
    title: 'Mini-Xception of face_classification, 7 expressions, 64×64 gray',
    task: 'facial-expression',
    file: {
      mirrorPath: 'expression/fer2013_mini_xception.onnx',
      sha256: 'be1c73a1dbfc080de6bf18dde1ed45a2871bddd3e1b895753ff96a1ca8344150',
      bytes: 243_241,
    },
    input: { name: 'input', layout: 'NHWC', size: [64, 64], channels: 'gray', scale: 127.5, mean: [1], std: [1] },
    output: { names: ['output'], labels: FER2013_LABELS, activation: 'softmax' },
    trainedOn: ['FER2013'],
    licence: { code: 'MIT', weights: 'MIT; FER2013 pictures are for research; converted from Keras', commercial: 'unclear' },
    quality: 'FER2013 test accuracy 0.66, as its authors state; right on 6 of 7 labelled photographs.',
    source: 'https://github.com/oarriaga/face_classification; Arriaga et al. 2017, arXiv:1710.07557',
    fixture: FIXTURES['fer2013-mini-xception'],
  },
  'mobilefacenet-fer': {
    title: 'Progressive Teacher MobileFaceNet of the OpenCV zoo, 7 expressions, 112×112',
    task: 'facial-expression',
    file: {
      url: 'https://media.githubusercontent.com/media/opencv/opencv_zoo/966be4cb6eefc2a4f586ed0581bf4bbaa2533070/models/facial_expression_recognition/facial_expression_recognition_mobilefacenet_2022july.onnx',
      mirrorPath: 'expression/facial_expression_recognition_mobilefacenet_2022july.onnx',
      sha256: '4f61307602fc089ce20488a31d4e4614e3c9753a7d6c41578c854858b183e1a9',
      bytes: 4_791_892,
    },
    input: { name: 'data', layout: 'NCHW', size: [112, 112], channels: 'RGB', scale: 255, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
    output: { names: ['label'], labels: ['angry', 'disgust', 'fearful', 'happy', 'neutral', 'sad', 'surprised'], activation: 'logits' },
    trainedOn: ['RAF-DB', 'unlabelled faces (Progressive Teacher)'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; RAF-DB is for non-commercial research', commercial: 'no' },
    quality: 'RAF-DB accuracy 88.27 %, as the zoo states.',
    source: 'https://github.com/opencv/opencv_zoo; https://ieeexplore.ieee.org/document/9629313',
    unverified: ['Whether the output is a softmax or logits: the original takes only its maximum.', 'The training data beside RAF-DB.'],
  },
  'ferplus-8': {
    title: 'FER+ VGG of the ONNX zoo, 8 expressions, 64×64 gray',
    task: 'facial-expression',
    file: {
      url: 'https://media.githubusercontent.com/media/onnx/models/b1eeaa1ac722dcc1cd1a8284bde34393dab61c3d/validated/vision/body_analysis/emotion_ferplus/model/emotion-ferplus-8.onnx',
      mirrorPath: 'expression/emotion-ferplus-8.onnx',
      sha256: 'a2a2ba6a335a3b29c21acb6272f962bd3d47f84952aaffa03b60986e04efa61c',
      bytes: 35_040_571,
    },
    input: { name: 'Input3', layout: 'NCHW', size: [64, 64], channels: 'gray', scale: 1, mean: [0], std: [1] },
    output: {
      names: ['Plus692_Output_0'],
      labels: ['neutral', 'happiness', 'surprise', 'sadness', 'anger', 'disgust', 'fear', 'contempt'],
      activation: 'logits',
    },
    trainedOn: ['FER+'],
    licence: { code: 'MIT', weights: 'MIT; FER2013 pictures are for research', commercial: 'unclear' },
    quality: 'FER+ test accuracy 0.84 in the paper of its network and training (VGG13, cross entropy).',
    source: 'https://github.com/onnx/models; Barsoum et al. 2016, arXiv:1608.01041',
    unverified: ['The file was not at hand; input, class order and the missing softmax are as its README states.', 'The accuracy, which is from memory.'],
  },
} as const satisfies Record<string, ModelCard>;
