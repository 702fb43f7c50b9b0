import type { Protocol } from './protocol.ts';

const PAPER = 'arXiv 2304.08981, tables 2 and 3';

/** Figures of the MER challenges, by protocol. */
export const MER_PUBLISHED = {
  'mer2023-multi': [
    { who: 'baseline, sound (HUBERT-large)', on: 'test1', score: 0.36, source: PAPER },
    { who: 'baseline, words (MacBERT-large)', on: 'test1', score: -0.06, source: PAPER },
    { who: 'baseline, face (ResNet-FER2013)', on: 'test1', score: 0.25, source: PAPER },
    { who: 'baseline, all three', on: 'test1', score: 0.56, source: PAPER },
    { who: 'baseline, all three, mean of the best epochs of 5 folds', on: 'train', score: 0.52, source: PAPER },
  ],
  'mer2023-noise': [
    { who: 'baseline, sound (HUBERT-large)', on: 'test2', score: 0.16, source: PAPER },
    { who: 'baseline, words (MacBERT-large)', on: 'test2', score: -0.08, source: PAPER },
    { who: 'baseline, face (ResNet-FER2013)', on: 'test2', score: 0.23, source: PAPER },
    { who: 'baseline, all three', on: 'test2', score: 0.41, source: PAPER },
    { who: 'Li S. and others, 2nd', on: 'test2', score: 0.6694, source: 'abstract of its paper' },
  ],
  'mer2023-semi': [
    { who: 'baseline, sound (HUBERT-large)', on: 'test3', score: 0.8511, source: PAPER },
    { who: 'baseline, words (MacBERT-large)', on: 'test3', score: 0.4632, source: PAPER },
    { who: 'baseline, face (MANet-RAFDB)', on: 'test3', score: 0.5801, source: PAPER },
    { who: 'baseline, all three', on: 'test3', score: 0.864, source: PAPER },
    { who: 'expMAE and FBP, 2nd', on: 'test3', score: 0.8855, source: 'ZebangCheng/Emotion-LLaMA, README' },
    { who: 'VAT, 1st', on: 'test3', score: 0.8911, source: 'ZebangCheng/Emotion-LLaMA, README' },
    { who: 'Emotion-LLaMA, later', on: 'test3', score: 0.9036, source: 'ZebangCheng/Emotion-LLaMA, README' },
  ],
  'mer2024-semi': [
    { who: '6th', on: 'test1', score: 0.8825, source: 'abstract of its paper' },
    { who: 'Soul AI, 1st', on: 'test1', score: 0.9015, source: 'abstract of its paper' },
  ],
  'mer2024-noise': [
    { who: 'AI4AI, 5th', on: 'test1', score: 0.8128, source: 'results of the challenge' },
    { who: 'SZTU-CMU, 1st', on: 'test1', score: 0.853, source: 'results of the challenge' },
  ],
  'mer2024-ov': [{ who: 'the example of the organisers, not a system', on: 'example', score: 0.5398, source: 'zeroQiaoba/MERTools, MER2024/README.md' }],
  'mer2025-semi': [
    { who: 'baseline', on: 'test1', score: 0.7863, source: 'arXiv 2504.19423, abstract' },
    { who: 'another entry', on: 'test1', score: 0.8749, source: 'abstract of its paper' },
    { who: '2nd', on: 'test1', score: 0.8772, source: 'abstract of its paper' },
  ],
  'mer2025-fg': [],
} as const satisfies Record<string, Protocol['published']>;
