import { expect, test } from 'vitest';
import { MERBENCH_RECIPES } from '../../../fusion/align/merbench-recipes.ts';
import { alignMerbenchSplit } from './align-merbench-split.ts';
import { farthest, sequenceOf } from './sequences.ts';
import golden from './golden/align.json' with { type: 'json' };

const clips = golden.split.clips.map(({ audio, text, video }) => ({ audio: sequenceOf(audio), text: sequenceOf(text), video: sequenceOf(video) }));
const recipes = Object.keys(MERBENCH_RECIPES) as (keyof typeof MERBENCH_RECIPES)[];

test.each(recipes)('%s: every clip of a split is prepared as published', (recipe) => {
  const prepared = alignMerbenchSplit(clips, { recipe });
  prepared.forEach((clip, index) => {
    const expected = golden.split.expected[recipe][index]!;
    for (const modality of ['audio', 'text', 'video'] as const) expect(farthest(clip[modality], expected[modality])).toBeLessThan(2e-6);
  });
});

test('frm_align gives all modalities of all clips one length, frm_unalign each modality its own', () => {
  const lengths = (recipe: (typeof recipes)[number]) => new Set(alignMerbenchSplit(clips, { recipe }).map(({ audio, text, video }) => [audio, text, video].map(({ times }) => times.length).join()));
  expect([...lengths('frm_align')]).toEqual(['4,4,4']);
  expect([...lengths('frm_unalign')]).toEqual(['5,2,3']);
});

test('the mask says which rows are padding, though the published models are not told', () => {
  const [, second] = alignMerbenchSplit(clips, { recipe: 'frm_unalign' });
  expect([...second!.audio.valid]).toEqual([0, 0, 0, 0, 1]);
});

test('a clip without the modality that gives the length is refused', () => {
  expect(() => alignMerbenchSplit([{ audio: sequenceOf([[1]]) }], { recipe: 'frm_align' })).toThrow(/a clip has audio and no "text"/);
});

test('a split without clips stays empty', () => expect(alignMerbenchSplit([], { recipe: 'frm_unalign' })).toEqual([]));
