import type { Protocol } from './protocol.ts';

/** Figures of the sixth edition: validation by the official division unless it says otherwise, test from the boards of the organisers. */
const ABAW6_PUBLISHED = {
  va: [
    { who: 'baseline of the organisers (ResNet-50)', on: 'validation', score: 0.22, source: 'organisers of ABAW 6' },
    { who: 'HSEmotion, frozen face net and box filter', on: 'validation', score: 0.5676, source: 'av-savchenko/face-emotion-recognition, ABAW6 notebooks' },
    { who: 'CtyunAI, official division', on: 'validation', score: 0.5805, source: 'upczww/abaw6, table 1' },
    { who: 'baseline of the organisers (ResNet-50)', on: 'test', score: 0.201, source: 'upczww/abaw6, table 2' },
    { who: 'CAS-MAIS, 9th of 10', on: 'test', score: 0.383, source: 'upczww/abaw6, table 2' },
    { who: 'HSEmotion, 6th', on: 'test', score: 0.5193, source: 'upczww/abaw6, table 2' },
    { who: 'CtyunAI, 3rd, best of 5 folds', on: 'test', score: 0.564, source: 'upczww/abaw6, table 2' },
    { who: 'RJCMA, 2nd', on: 'test', score: 0.5807, source: 'upczww/abaw6, table 2' },
    { who: 'Netease Fuxi, 1st', on: 'test', score: 0.6721, source: 'upczww/abaw6, table 2' },
  ],
  expr: [
    { who: 'baseline of the organisers', on: 'validation', score: 0.23, source: 'organisers of ABAW 6' },
    { who: 'HSEmotion, frozen face net and box filter', on: 'validation', score: 0.4237, source: 'av-savchenko/face-emotion-recognition, ABAW6 notebooks' },
    { who: 'HSEmotion, with sound', on: 'validation', score: 0.4343, source: 'av-savchenko/face-emotion-recognition, ABAW6 notebooks' },
    { who: 'CtyunAI, official division', on: 'validation', score: 0.4561, source: 'upczww/abaw6, table 1' },
    { who: 'CAS-MAIS, 9th of 10', on: 'test', score: 0.265, source: 'upczww/abaw6, table 3' },
    { who: 'HSEmotion, 4th', on: 'test', score: 0.3414, source: 'upczww/abaw6, table 3' },
    { who: 'CtyunAI, 2nd, best of 5 folds', on: 'test', score: 0.3625, source: 'upczww/abaw6, table 3' },
    { who: 'Netease Fuxi, 1st', on: 'test', score: 0.5005, source: 'upczww/abaw6, table 3' },
  ],
  au: [
    { who: 'baseline of the organisers', on: 'validation', score: 0.39, source: 'organisers of ABAW 6' },
    { who: 'CtyunAI, official division', on: 'validation', score: 0.5762, source: 'upczww/abaw6, table 1' },
    { who: 'baseline of the organisers', on: 'test', score: 0.365, source: 'upczww/abaw6' },
    { who: 'CtyunAI, 2nd, best of 5 folds', on: 'test', score: 0.4941, source: 'upczww/abaw6, table 4' },
    { who: 'Netease Fuxi, 1st', on: 'test', score: 0.5601, source: 'upczww/abaw6, table 4' },
  ],
} as const satisfies Record<string, Protocol['published']>;

/** Figures of the other editions, by protocol. */
export const ABAW_PUBLISHED: Readonly<Record<string, Protocol['published']>> = {
  'abaw3-expr': [{ who: 'PRLAB, 5th', on: 'test', score: 0.286, source: 'abstract of its paper' }],
  'abaw5-va': [{ who: 'Netease Fuxi, 2nd', on: 'test', score: 0.6372, source: 'arXiv 2303.10849, abstract' }],
  'abaw5-expr': [
    { who: 'SituTech and others', on: 'validation', score: 0.45774, source: 'arXiv 2303.10033, abstract' },
    { who: 'Netease Fuxi, 1st', on: 'test', score: 0.4121, source: 'arXiv 2303.10849, abstract' },
  ],
  'abaw6-va': ABAW6_PUBLISHED.va,
  'abaw6-expr': ABAW6_PUBLISHED.expr,
  'abaw6-au': ABAW6_PUBLISHED.au,
  'abaw7-mtl': [
    { who: 'baseline of the organisers', on: 'validation', score: 0.32, source: 'arXiv 2407.03835' },
    { who: 'HSEmotion', on: 'validation', score: 1.494, source: 'abstract of its paper' },
  ],
  'abaw8-va': [
    { who: 'MAVEN', on: 'validation', score: 0.3061, source: 'abstract of its paper' },
    { who: 'Mamba-VA', on: 'validation', score: 0.4836, source: 'arXiv 2503.10104: mean of 0.5362 and 0.4310' },
    { who: 'GRJCA', on: 'validation', score: 0.6415, source: 'arXiv 2503.12261: mean of 0.623 and 0.660' },
    { who: 'baseline of the organisers', on: 'test', score: 0.201, source: 'mean of 0.211 and 0.191' },
    { who: 'Mamba-VA', on: 'test', score: 0.4578, source: 'arXiv 2503.10104: mean of 0.5036 and 0.4119' },
    { who: 'GRJCA', on: 'test', score: 0.5905, source: 'arXiv 2503.12261: mean of 0.561 and 0.620' },
  ],
  'abaw8-expr': [{ who: 'HSEmotion', on: 'validation', score: 0.4459, source: 'arXiv 2503.10399, abstract' }],
};
