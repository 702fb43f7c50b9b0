import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTextReader } from '../../../../extractors/text/emotion/open-text-reader.ts';
import { textHeadCard } from '../../../../extractors/text/emotion/text-head.card.ts';
import { readText } from '../../../../extractors/text/emotion/text-reader.ts';
import { weighWords } from '../../../../extractors/text/emotion/weigh-words.ts';
import { LABEL_MAPPINGS } from '../../../../fusion/labels/label-mappings.ts';
import { mappingFor } from '../../../../fusion/labels/mapping-for.ts';
import { macroF1 } from '../../../../fusion/metrics/macro-f1.ts';

const root = join(import.meta.dirname, '../../../..');
const corpus = join(root, '../shared/assets/text/goemotions-ekman');
const reader = await openTextReader();
const read = (text: string) => readText(reader, text);
const probability = (text: string, label: string) => read(text).probabilities[reader.labels.indexOf(label)]!;
const top = (text: string) => reader.labels[read(text).probabilities.indexOf(Math.max(...read(text).probabilities))];

test('the file is the one of the card, and smaller than 4 MB', () => {
  const bytes = readFileSync(join(root, textHeadCard.file.bundled));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(textHeadCard.file.sha256);
  expect(bytes.length).toBeLessThan(4_000_000);
});

test('its labels are those of the card and mean expressions', () => {
  expect(reader.labels).toEqual(textHeadCard.labels);
  expect(LABEL_MAPPINGS[mappingFor(reader.labels)]).toMatchObject({ joy: 'happiness', neutral: 'neutral' });
});

test.each([
  ['What a wonderful surprise party, thank you all so much!', 'joy'],
  ['You lying piece of trash, get out of my house', 'anger'],
  ['The smell in that bathroom was so disgusting', 'disgust'],
  ['I was terrified that he would find us', 'fear'],
  ['I miss my grandmother so much, I cried all night', 'sadness'],
  ['Wow, I never saw that twist coming!', 'surprise'],
  ['The train to Leeds leaves at nine from platform two.', 'neutral'],
])('%j reads as %s', (text, label) => expect(top(text)).toBe(label));

test.each([
  ['I am happy', 'I am not happy', 'joy'], ['This is good', 'This is not good', 'joy'], ['I like it', "I don't like it", 'joy'], ["I'm scared of him", "I'm not scared of him", 'fear'], ['We are so pleased', "We aren't pleased", 'joy'],
])('%j says more of a feeling than %j, which does not read as %s', (plain, negated, label) => {
  expect(probability(negated, label)).toBeLessThan(probability(plain, label) / 2);
  expect(top(negated)).not.toBe(label);
});

test.each([['😂', 'joy'], ['🤣🤣', 'joy'], ['😭', 'sadness'], [':(', 'sadness'], ['<3', 'joy'], [':)', 'joy'], ['🤮', 'disgust']])('%s alone reads as %s', (text, label) => expect(top(text)).toBe(label));

test('a picture changes what the words say', () => {
  expect(probability('see you tomorrow 😭', 'sadness')).toBeGreaterThan(2 * probability('see you tomorrow', 'sadness'));
  expect(probability('look at that :(', 'sadness')).toBeGreaterThan(2 * probability('look at that', 'sadness'));
  expect(probability('look at that 😂', 'joy')).toBeGreaterThan(probability('look at that', 'joy') + 0.1);
});

test.each([['I AM SO ANGRY', 'I am so angry'], ['this is soooo good', 'this is so good'], ["I can't stand you", 'I cant stand you'], ['I’m scared', "I'm scared"]])('%j reads as %j does', (one, other) => expect(top(one)).toBe(top(other)));

test('valence tells praise from blame, and arousal excitement from calm', () => {
  expect(read('I love this, it is wonderful').valence).toBeGreaterThan(0.3);
  expect(read('This is terrible, I hate it').valence).toBeLessThan(-0.3);
  expect(read('I am so excited, this is amazing!!!').arousal).toBeGreaterThan(read('The report has twelve pages.').arousal + 0.1);
});

test('the word of feeling weighs most', () => {
  const [first] = weighWords(reader, 'The meeting yesterday made me so angry').toSorted((a, b) => b.weight - a.weight);
  expect(first!.word).toBe('angry');
});

test('on comments that it was not trained on it is as good as the card says', (context) => {
  if (!existsSync(corpus)) return context.skip('GoEmotions is not there: put it into ../shared/assets/text/goemotions-ekman');
  const rows = readFileSync(join(corpus, 'dev.tsv'), 'utf8').split('\n').map((line) => line.split('\t')).filter((row) => row.length === 3 && /^\d$/.test(row[1]!));
  const said = rows.map(([text]) => reader.labels.indexOf(top(text!)!));
  expect(macroF1(said, rows.map(([, label]) => Number(label)), { classes: 7 })).toBeCloseTo(textHeadCard.oneLabelMacroF1, 3);
});
