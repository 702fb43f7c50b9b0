import { expect, test } from 'vitest';
import { read, rows } from './transcript-file.ts';

interface Parts {
  readonly header?: string;
  /** `ts1="1000"`; without a value, the slot has none. */
  readonly slots: readonly (number | undefined)[];
  readonly tiers: string;
}

/** A document as ELAN 6 writes it, slots `ts1`, `ts2`, … */
function eaf({ header = '<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>', slots, tiers }: Parts): string {
  const order = slots.map((value, index) => `<TIME_SLOT TIME_SLOT_ID="ts${index + 1}"${value === undefined ? '' : ` TIME_VALUE="${value}"`}/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0" VERSION="3.0">\n${header}\n<TIME_ORDER>${order.join('\n')}</TIME_ORDER>\n${tiers}\n<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>\n</ANNOTATION_DOCUMENT>\n`;
}

const aligned = (id: string, [first, second]: readonly [number, number], text: string) =>
  `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="${id}" TIME_SLOT_REF1="ts${first}" TIME_SLOT_REF2="ts${second}"><ANNOTATION_VALUE>${text}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`;
const belonging = (id: string, parent: string, text: string) =>
  `<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="${id}" ANNOTATION_REF="${parent}"><ANNOTATION_VALUE>${text}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>`;
const tier = (id: string, annotations: readonly string[], more = '') => `<TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="${id}"${more}>${annotations.join('\n')}</TIER>`;

const TALK = eaf({
  slots: [860, 1500, 1600, 2250],
  tiers: tier('K-Spch', [aligned('a1', [1, 3], 'So you go &lt;left&gt; &amp; back.')], ' PARTICIPANT="Ann"') + tier('W-Spch', [aligned('a2', [2, 4], 'Yes.\nSo.')]) + tier('K-Trans', [belonging('a3', 'a1', 'Also gehst du')], ' PARENT_REF="K-Spch"'),
});

test('annotations with times are sentences, and the participant or the tier is the speaker', async () => {
  const found = await read('a.eaf', TALK);
  expect(rows(found)).toEqual([[0.86, 1.6, 'So you go <left> & back.', 'Ann'], [1.5, 2.25, 'Yes. So.', 'W-Spch']]);
  expect(found.notes).toEqual(['Not read: the tier "K-Trans". Name tiers to choose others.']);
});

test('annotations that belong to others are read where they are asked for, with their times', async () => {
  const found = await read('a.eaf', TALK, { tiers: ['K-Trans'] });
  expect(rows(found)).toEqual([[0.86, 1.6, 'Also gehst du', 'K-Trans']]);
  expect(found.notes).toEqual(['"K-Trans": times are those of the annotations that these belong to.']);
});

test('several that belong to one share its time, and chains are followed', async () => {
  const tiers = tier('T', [aligned('a1', [1, 2], 'ab')]) + tier('M', [belonging('m1', 'a1', 'a'), belonging('m2', 'a1', 'b')], ' PARENT_REF="T"') + tier('G', [belonging('g1', 'm2', 'gloss')], ' PARENT_REF="M"');
  const found = await read('a.eaf', eaf({ slots: [1000, 2000], tiers }), { tiers: ['M', 'G'] });
  expect(rows(found)).toEqual([[1, 1.5, 'a', 'M'], [1.5, 2, 'b', 'M'], [1.5, 2, 'gloss', 'G']]);
});

test('annotations that belong to each other in a circle have no time', async () => {
  const tiers = tier('M', [belonging('m1', 'm2', 'a'), belonging('m2', 'm1', 'b')]);
  await expect(read('a.eaf', eaf({ slots: [], tiers }), { tiers: ['M'] })).rejects.toThrow('has no sentence with a good time. 2 sentences were left out for their times: annotation 1 (no time), annotation 2 (no time). Correct its times');
});

test('an annotation that claims to belong to itself keeps the time that it had first', async () => {
  const tiers = tier('T', [aligned('a1', [1, 2], 'x')]) + tier('M', [belonging('a1', 'a1', 'y')]);
  expect(rows(await read('a.eaf', eaf({ slots: [1000, 2000], tiers }), { tiers: ['M'] }))).toEqual([[1, 2, 'y', 'M']]);
});

test('a tier of words gives the words of its participant', async () => {
  const tiers = tier('A', [aligned('a1', [1, 4], 'I see')], ' PARTICIPANT="Ann"') + tier('words@A', [aligned('w2', [2, 4], 'see'), aligned('w1', [1, 2], 'I')], ' PARTICIPANT="Ann" PARENT_REF="A"');
  const { sentences } = await read('a.eaf', eaf({ slots: [0, 400, 500, 1000], tiers }));
  expect(sentences).toEqual([{ start: 0, end: 1, text: 'I see', speaker: 'Ann', words: [{ text: 'I', start: 0, end: 0.4 }, { text: 'see', start: 0.4, end: 1 }] }]);
});

test('slots without a time lie evenly between their neighbours', async () => {
  const tiers = tier('A', [aligned('a1', [1, 2], 'one'), aligned('a2', [2, 3], 'two'), aligned('a3', [3, 4], 'three')]);
  expect(rows(await read('a.eaf', eaf({ slots: [1000, undefined, undefined, 4000], tiers }))).map(([start, end]) => [start, end])).toEqual([[1, 2], [2, 3], [3, 4]]);
});

const TWO_MEDIA = eaf({
  header: '<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="file:///videos/front.mp4"/><MEDIA_DESCRIPTOR MEDIA_URL="file:///videos/my%20side.mp4" TIME_ORIGIN="2500"/></HEADER>',
  slots: [1000, 2000],
  tiers: tier('A', [aligned('a1', [1, 2], 'Hi')]),
});

test('of media side by side, each has the clock that ELAN gave it', async () => {
  expect(rows(await read('a.eaf', TWO_MEDIA, { clip: { file: 'front.mp4' } }))).toEqual([[1, 2, 'Hi', 'A']]);
  const { sentences, notes } = await read('a.eaf', TWO_MEDIA, { clip: { file: 'my side.mp4' } });
  expect([sentences[0]!.start, sentences[0]!.end, notes]).toEqual([3.5, 4.5, ['ELAN gives this clip another beginning: 2.5 s are added to every time.']]);
});

test('old files count pictures', async () => {
  const found = await read('a.eaf', eaf({ header: '<HEADER TIME_UNITS="PAL-frames"/>', slots: [25, 50], tiers: tier('A', [aligned('a1', [1, 2], 'Hi')]) }));
  expect(rows(found)).toEqual([[1, 2, 'Hi', 'A']]);
});

test('the language of the tiers is that of the transcript', async () => {
  expect((await read('a.eaf', eaf({ slots: [0, 1000], tiers: tier('A', [aligned('a1', [1, 2], 'Hoi')], ' LANG_REF="nld"') }))).language).toBe('nld');
});

test('entities are not followed: a file that declares some is refused', async () => {
  const bomb = TALK.replace('<ANNOTATION_DOCUMENT', '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<ANNOTATION_DOCUMENT');
  await expect(read('a.eaf', bomb)).rejects.toThrow('declares entities, which ELAN never does. Open it in ELAN and save it again.');
});

test('a file that was cut off is refused', async () => {
  await expect(read('a.eaf', TALK.slice(0, -30))).rejects.toThrow('ends before its last element');
});
