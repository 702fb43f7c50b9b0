import type { SpeakerCard } from '../../audio/speakers/speaker-card.ts';

/** Models that tell voices apart. */
export const SPEAKER_EMBEDDING = {
  'wespeaker-resnet34-lm': {
    title: 'WeSpeaker ResNet34-LM, 256 values for the voice of a stretch of speech',
    task: 'speaker-embedding',
    file: {
      url: 'https://huggingface.co/Wespeaker/wespeaker-voxceleb-resnet34-LM/resolve/f0c48c298fd835726c27956a5d617bad7115627e/voxceleb_resnet34_LM.onnx',
      mirrorPath: 'audio/voxceleb_resnet34_LM.onnx',
      sha256: '7bb2f06e9df17cdf1ef14ee8a15ab08ed28e8d0ef5054ee135741560df2ec068',
      bytes: 26_530_309,
    },
    input: { name: 'feats', layout: 'features', sampleRate: 16_000 },
    output: { names: ['embs'] },
    trainedOn: ['VoxCeleb2 (speech of celebrities from the web)'],
    licence: { code: 'Apache-2.0', weights: 'CC BY 4.0, as its page states; VoxCeleb is for research', commercial: 'unclear' },
    quality: 'Not measured by us.',
    source: 'https://github.com/wenet-e2e/wespeaker; Wang et al. 2022, arXiv:2210.17016',
    unverified: [
      'The file was not at hand: checksum and size are those that its page shows, inputs and outputs those of the program that its authors publish for it.',
      'The distance at which two voices count as different, which is from practice with this net, not from a measurement of ours.',
    ],
    speaker: { scale: 32_768, bands: 80, window: 'hamming', dimensions: 256, different: 0.6 },
  },
} as const satisfies Record<string, SpeakerCard>;
