import type { Fixture } from '../fixture.ts';

/**
 * By registry id: an input that anyone can make again and what the model answers to it, recorded from an implementation
 * that shares no code with ours. Made by the scripts in test/extractors/models/golden, whose tables a test compares with these.
 */
export const FIXTURES = {
  'human-blazeface': {
    reference: 'TensorFlow.js 4.22, CPU backend',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 256, 256, 3], seed: 7, hold: 96, low: -1, high: 1 },
    },
    outputs: {
      Identity: { dims: [1, 512, 1], at: [52, 54, 56, 58, 64, 192, 320, 448], values: [-213.208, -245.326, -191.011, -247.686, -4.00082, -3.21481, -3.48637, -3.616] },
      Identity_1: { dims: [1, 384, 1], at: [16, 22, 28, 34, 48, 144, 240, 336], values: [-37.3588, -38.2431, -40.412, -44.9093, -3.54404, -4.31124, -4.5212, -4.30301] },
      Identity_2: { dims: [1, 512, 16], at: [338, 339, 370, 371, 1024, 3072, 5120, 7168], values: [89.9049, 89.8992, 88.6788, 88.6742, 0.0918299, -1.44096, -1.98109, 0.803136] },
      Identity_3: { dims: [1, 384, 16], at: [768, 2304, 3840, 5026, 5027, 5218, 5219, 5376], values: [0.324315, -1.46388, -3.08638, 116.514, 116.52, 117.891, 117.896, 1.00665] },
    },
  },
  'human-facemesh': {
    reference: 'TensorFlow.js 4.22, CPU backend',
    tolerance: 0.004,
    inputs: {
      input_1: { dims: [1, 192, 192, 3], seed: 7, hold: 96, low: 0, high: 1 },
    },
    outputs: {
      output_mesh: { dims: [1, 1404], at: [175, 445, 457, 526, 877, 1132, 1228], values: [112.918, 154.317, 155.548, 152.235, 126.748, 154.517, 124.812] },
      output_faceflag: { dims: [1, 1], at: [0], values: [0.000205655] },
      output_contours: { dims: [1, 266], at: [33, 35, 37, 39, 99, 166, 232], values: [149.969, 153.165, 154.187, 153.105, 56.6892, 128.085, 116.605] },
    },
  },
  'human-emotion': {
    reference: 'TensorFlow.js 4.22, CPU backend',
    tolerance: 0.004,
    inputs: {
      input_1: { dims: [1, 64, 64, 1], seed: 55, hold: 512, low: -1, high: 1 },
    },
    outputs: {
      Identity: { dims: [1, 7], at: [0, 1, 2, 3, 4, 5, 6], values: [0.398052, 0.0000379056, 0.219003, 0.0176468, 0.099985, 0.116141, 0.149135] },
    },
  },
  'human-faceres': {
    reference: 'TensorFlow.js 4.22, CPU backend',
    tolerance: 0.004,
    inputs: {
      input_1: { dims: [1, 224, 224, 3], seed: 7, hold: 96, low: 0, high: 255 },
    },
    outputs: {
      'gender_pred/Sigmoid': { dims: [1, 1], at: [0], values: [0.628297] },
      'global_pooling/Mean': { dims: [1, 1024], at: [7, 128, 384, 416, 458, 640, 845, 896], values: [0.216545, 0, 0, 0.0284845, 0.0347737, 0, 0.0416665, 0] },
      'age_pred/Softmax': { dims: [1, 100], at: [12, 29, 30, 31, 34, 37, 62, 87], values: [0.0102398, 0.0274118, 0.0223833, 0.0216218, 0.0224138, 0.0197226, 0.00885968, 0.00231607] },
    },
  },
  yunet: {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 3, 64, 64], seed: 7, hold: 16, low: 0, high: 255 },
    },
    outputs: {
      cls_8: { dims: [1, 64, 1], at: [8, 24, 38, 40, 46, 53, 54, 56], values: [0.534521, 0.577321, 0.731872, 0.639463, 0.758933, 0.728358, 0.75769, 0.588021] },
      cls_16: { dims: [1, 16, 1], at: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], values: [0.591428, 0.606453, 0.605294, 0.605337, 0.588513, 0.610891, 0.608916, 0.617957, 0.582294, 0.605429, 0.609662, 0.640584, 0.565269, 0.57714, 0.582484, 0.619761] },
      cls_32: { dims: [1, 4, 1], at: [0, 1, 2, 3], values: [0.506313, 0.505711, 0.511386, 0.50777] },
      obj_8: { dims: [1, 64, 1], at: [8, 24, 40, 55, 56, 57, 63], values: [0.0000013411, 6.85453e-7, 1.78814e-7, 0.00000634789, 0.0000472665, 0.000100374, 0.0000242591] },
      obj_16: { dims: [1, 16, 1], at: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], values: [0.0000139773, 0.00000301003, 0.0000162721, 0.00001055, 8.9407e-7, 0.00000184774, 0.0000287592, 0.00000679493, 0.00000292063, 0.0000107586, 0.0000187159, 0.00000506639, 0.000536293, 0.0000192821, 0.00000503659, 0.0000506639] },
      obj_32: { dims: [1, 4, 1], at: [0, 1, 2, 3], values: [0.0000392795, 0.0000256002, 0.000158548, 0.0000147521] },
      bbox_8: { dims: [1, 64, 4], at: [32, 96, 123, 155, 160, 187, 197, 224], values: [0.338266, 0.17619, 1.18399, 1.24655, 0.335436, 1.19086, 1.17292, 0.73844] },
      bbox_16: { dims: [1, 16, 4], at: [8, 9, 24, 25, 27, 29, 40, 56], values: [0.374735, 1.05573, 0.210649, 1.02204, 1.06196, 1.04375, 0.197329, 0.248837] },
      bbox_32: { dims: [1, 4, 4], at: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], values: [0.440105, 0.484812, 0.114327, 0.375979, 0.266669, 0.475785, 0.132106, 0.45971, 0.442225, 0.57254, 0.190954, 0.330997, 0.247778, 0.568992, 0.175627, 0.377044] },
      kps_8: { dims: [1, 64, 10], at: [80, 240, 400, 517, 519, 557, 559, 560], values: [-0.151734, -0.278491, -0.10689, 1.57987, 1.58078, 1.56425, 1.54693, 0.0484437] },
      kps_16: { dims: [1, 16, 10], at: [20, 27, 57, 60, 67, 69, 100, 140], values: [-0.214348, 1.76031, 1.76661, -0.316815, 1.86325, 1.79307, -0.255637, -0.0970774] },
      kps_32: { dims: [1, 4, 10], at: [5, 7, 15, 25, 27, 29, 35, 37], values: [0.558759, 0.824832, 0.533486, 0.619638, 0.856591, 0.853983, 0.587362, 0.843307] },
    },
  },
  ultraface: {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 3, 240, 320], seed: 7, hold: 80, low: -1, high: 1 },
    },
    outputs: {
      scores: { dims: [1, 4420, 2], at: [1105, 3315, 5525, 7735, 8270, 8274, 8278, 8314], values: [0.0653249, 0.0496789, 0.0604203, 0.0205362, 0.998443, 0.997424, 0.997723, 0.997495] },
      boxes: { dims: [1, 4420, 4], at: [2210, 6630, 11050, 15470, 17498, 17631, 17675, 17679], values: [0.620875, 0.834686, 0.045962, 0.732887, 1.23256, 1.25565, 1.21423, 1.26086] },
    },
  },
  'mediapipe-blazeface': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 128, 128, 3], seed: 7, hold: 96, low: -1, high: 1 },
    },
    outputs: {
      regressors: { dims: [1, 896, 16], at: [1792, 5376, 8960, 12544, 13746, 13747, 14322, 14323], values: [1.87765, 1.51086, 3.3878, -0.0187585, 115.908, 115.93, 122.931, 123.007] },
      classificators: { dims: [1, 896, 1], at: [112, 336, 516, 517, 559, 560, 784, 853], values: [-4.48472, -3.81389, -38.3172, -39.1284, -36.9223, -4.08429, -3.01435, -38.9758] },
    },
  },
  'mediapipe-face-landmarks': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 256, 256, 3], seed: 7, hold: 96, low: 0, high: 1 },
    },
    outputs: {
      Identity: { dims: [1, 1, 1, 1434], at: [179, 537, 864, 896, 969, 1083, 1254, 1362], values: [-9.12307, 117.975, 198.242, 3.10307, 199.848, 200.752, 146.026, 197.558] },
      Identity_1: { dims: [1, 1, 1, 1], at: [0], values: [-13.9098] },
      Identity_2: { dims: [1, 1], at: [0], values: [0.999997] },
    },
  },
  'mediapipe-face-blendshapes': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 146, 2], seed: 7, hold: 1, low: 0, high: 256 },
    },
    outputs: {
      StatefulPartitionedCall_0: { dims: [52], at: [5, 6, 16, 19, 26, 32, 45], values: [0.642695, 0.00975803, 0.681257, 0.637091, 0.963055, 0.138268, 0.158576] },
    },
  },
  'fer2013-mini-xception': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 64, 64, 1], seed: 13, hold: 512, low: -1, high: 1 },
    },
    outputs: {
      output: { dims: [1, 7], at: [0, 1, 2, 3, 4, 5, 6], values: [0.065046, 0.00266656, 0.144013, 0.177316, 0.100617, 0.196198, 0.314143] },
    },
  },
  'silero-vad': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 576], seed: 7, hold: 40, low: -0.5, high: 0.5 },
      state: { dims: [2, 1, 128], seed: 1, hold: 1, low: 0, high: 0 },
      sr: { dims: [], int64: 16000 },
    },
    outputs: {
      output: { dims: [1, 1], at: [0], values: [0.00498632] },
      stateN: { dims: [2, 1, 128], at: [32, 96, 157, 160, 178, 215, 224, 255], values: [-0.285386, -0.00214703, 0.998752, -0.293694, -0.997282, 0.999855, -0.00269879, -0.993596] },
    },
  },
  'silero-vad-16k': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 576], seed: 7, hold: 40, low: -0.5, high: 0.5 },
      state: { dims: [2, 1, 128], seed: 1, hold: 1, low: 0, high: 0 },
      sr: { dims: [], int64: 16000 },
    },
    outputs: {
      output: { dims: [1, 1], at: [0], values: [0.00498632] },
      stateN: { dims: [2, 1, 128], at: [32, 96, 157, 160, 178, 215, 224, 255], values: [-0.285386, -0.00214703, 0.998752, -0.293694, -0.997282, 0.999855, -0.00269879, -0.993596] },
    },
  },
  yamnet: {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.01,
    inputs: {
      input: { dims: [15600], seed: 7, hold: 40, low: -0.5, high: 0.5 },
    },
    outputs: {
      tower0_network_layer32_final_output: { dims: [1, 521], at: [65, 132, 147, 153, 154, 195, 325, 455], values: [0.0000903606, 0.692746, 0.123108, 0.220218, 0.0592706, 0.00000244379, 0.00000140071, 0.00000271201] },
      embedding: { dims: [1, 1, 1, 1024], at: [40, 51, 128, 384, 640, 715, 848, 896], values: [1.86888, 1.79053, 0, 0, 0, 1.41712, 1.66297, 0] },
    },
  },
  'emodb-lstm': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      input: { dims: [1, 198, 39], seed: 56, hold: 13, low: -20, high: 20 },
    },
    outputs: {
      output: { dims: [1, 4], at: [0, 1, 2, 3], values: [0.0323717, 0.468454, 0.313841, 0.185334] },
    },
  },
  'affekt-voice-ravdess': {
    reference: 'onnxruntime 1.30 for Python',
    tolerance: 0.004,
    inputs: {
      features: { dims: [1, 446], seed: 70, hold: 1, low: -0.5, high: 0.5 },
    },
    outputs: {
      probabilities: { dims: [1, 7], at: [0, 1, 2, 3, 4, 5, 6], values: [0.22988, 0.265859, 0.384728, 0.0957667, 0.0134419, 0.00799227, 0.00233104] },
    },
  },
} as const satisfies Record<string, Fixture>;
