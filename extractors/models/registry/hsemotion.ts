import type { ModelCard } from '../card.ts';

const REPOSITORY = 'https://github.com/av-savchenko/face-emotion-recognition';
const FOLDER = `${REPOSITORY}/raw/207ed4981625d1f643e25b4a3014e2eed20a0b46/models/affectnet_emotions/onnx`;
const EIGHT = ['Anger', 'Contempt', 'Disgust', 'Fear', 'Happiness', 'Neutral', 'Sadness', 'Surprise'] as const;
const SEVEN = ['Anger', 'Disgust', 'Fear', 'Happiness', 'Neutral', 'Sadness', 'Surprise'] as const;
const IMAGENET = { scale: 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
const HALF = { scale: 255, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;

// Outputs 8 and 9 in the authors' own use of these nets (ABAW6/cexpr.ipynb); trained on AffectNet's −1..1, but not bounded
const VALENCE_AROUSAL = { valence: 8, arousal: 9, range: [-1, 1] } as const;

const ABSENT = 'The file was not at hand: names, class order and preparation are those of the authors’ own program (hsemotion-onnx).';
const NOT_CONVERTED = 'The authors’ conversion script does not list this net; the output name is taken from the others.';
const UNBOUNDED = 'Valence and arousal are a linear output: values may lie a little outside −1..1 and are to be clamped.';

interface Net {
  readonly name: string;
  readonly blob: string;
  readonly title: string;
  readonly side: number;
  readonly normalisation: typeof IMAGENET | typeof HALF;
  readonly labels: typeof EIGHT | typeof SEVEN;
  readonly quality: string;
  readonly unverified: readonly string[];
  readonly valenceArousal?: typeof VALENCE_AROUSAL;
}

/** The nets of A. Savchenko trained on AffectNet; those named `mtl` also give valence and arousal. */
export const HSEMOTION = {
  'hsemotion-b0-afew': toCard({
    name: 'enet_b0_8_best_afew', blob: 'd87faf71e8756d68c701ffd88b4cde4be460f57d', title: 'EfficientNet-B0, 8 expressions, best on AFEW',
    side: 224, normalisation: IMAGENET, labels: EIGHT, quality: 'AffectNet accuracy 60.95 % (8 classes), 64.63 % (7).', unverified: [ABSENT],
  }),
  'hsemotion-b0-vgaf': toCard({
    name: 'enet_b0_8_best_vgaf', blob: '49772db4e87ee6df57087fba131832a959e5c64d', title: 'EfficientNet-B0, 8 expressions, best on VGAF',
    side: 224, normalisation: IMAGENET, labels: EIGHT, quality: 'AffectNet accuracy 61.32 % (8 classes), 64.57 % (7).', unverified: [ABSENT],
  }),
  'hsemotion-b0-va-mtl': toCard({
    name: 'enet_b0_8_va_mtl', blob: '7ce9d6dd5b82b260bc19bfe7822a6ffa1abb6011', title: 'EfficientNet-B0, 8 expressions, valence and arousal',
    side: 224, normalisation: IMAGENET, labels: EIGHT, valenceArousal: VALENCE_AROUSAL,
    quality: 'AffectNet accuracy 61.93 % (8 classes), 64.94 % (7).', unverified: [ABSENT, UNBOUNDED],
  }),
  'hsemotion-b2-7': toCard({
    name: 'enet_b2_7', blob: 'cdd6a6070b72ed2e59e15e810ae0ecdbcb0f7626', title: 'EfficientNet-B2, 7 expressions',
    side: 260, normalisation: IMAGENET, labels: SEVEN, quality: 'AffectNet accuracy 66.34 % (7 classes).', unverified: [ABSENT],
  }),
  'hsemotion-b2-8': toCard({
    name: 'enet_b2_8', blob: 'a7cb612cbab1ce3d50dd52e57285fb2c7ea6d0d9', title: 'EfficientNet-B2, 8 expressions',
    side: 260, normalisation: IMAGENET, labels: EIGHT, quality: 'AffectNet accuracy 63.03 % (8 classes), 66.29 % (7).', unverified: [ABSENT],
  }),
  'hsemotion-b2-8-best': toCard({
    name: 'enet_b2_8_best', blob: '7e53eb31fefa28f6667195b27c7adade87da0a8f', title: 'EfficientNet-B2, 8 expressions, best',
    side: 260, normalisation: IMAGENET, labels: EIGHT, quality: 'AffectNet accuracy 63.125 % (8 classes), 66.51 % (7).', unverified: [ABSENT, NOT_CONVERTED],
  }),
  'hsemotion-mbf-va-mtl': toCard({
    name: 'mbf_va_mtl', blob: '194db927ec135679e5cd0a267c5605e2e9d68e7e', title: 'MobileFaceNet, 8 expressions, valence and arousal',
    side: 112, normalisation: HALF, labels: EIGHT, valenceArousal: VALENCE_AROUSAL,
    quality: 'No figure published in the repository.', unverified: [ABSENT, NOT_CONVERTED, UNBOUNDED],
  }),
  'hsemotion-mobilevit-va-mtl': toCard({
    name: 'mobilevit_va_mtl', blob: 'bed5781a1af9924536638ac3786603e124ee900e', title: 'MobileViT, 8 expressions, valence and arousal',
    side: 224, normalisation: IMAGENET, labels: EIGHT, valenceArousal: VALENCE_AROUSAL,
    quality: 'No figure published in the repository.', unverified: [ABSENT, NOT_CONVERTED, UNBOUNDED],
  }),
} as const satisfies Record<string, ModelCard>;

function toCard({ name, blob, title, side, normalisation, labels, quality, unverified, valenceArousal }: Net): ModelCard {
  return {
    title: `HSEmotion ${title}, ${side}×${side}`,
    task: 'facial-expression',
    file: { url: `${FOLDER}/${name}.onnx`, mirrorPath: `expression/${name}.onnx`, gitBlob: blob },
    input: { name: 'input', layout: 'NCHW', size: [side, side], channels: 'RGB', ...normalisation },
    output: { names: ['output'], labels, activation: 'logits', ...(valenceArousal && { valenceArousal }) },
    trainedOn: ['VGGFace2', 'AffectNet'],
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0; AffectNet is for non-commercial research', commercial: 'no' },
    quality,
    source: `${REPOSITORY}; Savchenko 2022, arXiv:2103.17107`,
    unverified,
  };
}
