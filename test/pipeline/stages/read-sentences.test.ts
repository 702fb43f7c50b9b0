import { expect, test } from 'vitest';
import { openTextReader } from '../../../extractors/text/emotion/open-text-reader.ts';
import type { Sentence, Transcript } from '../../../extractors/text/transcript.ts';
import { readSentences } from '../../../pipeline/stages/read-sentences.ts';

const reader = await openTextReader();
const transcript = (...texts: string[]): Transcript => ({ source: { kind: 'file', id: 'a.srt', sha256: '' }, notes: [], sentences: texts.map((text, index): Sentence => ({ start: index, end: index + 1, text, speaker: 'ANN' })) });

test('each sentence has a verdict by its words, with measured valence and arousal, and the words that weighed', () => {
  const [glad] = readSentences(transcript('I am so happy about this wonderful present!'), reader);
  expect(glad).toMatchObject({ start: 0, end: 1, speaker: 'ANN', verdict: { expression: 'happiness', valenceArousal: 'measured', restsOn: ['text'] } });
  expect(glad!.verdict!.valence).toBeGreaterThan(0.1);
  expect(glad!.verdict!.probabilities).not.toHaveProperty('other');
  const heaviest = glad!.weights!.reduce((best, each) => (each.weight > best.weight ? each : best));
  expect(['happy', 'wonderful']).toContain(glad!.text.slice(heaviest.from, heaviest.to));
});

test('what the model cannot read has a note in place of a verdict', () => {
  const rows = readSentences(transcript('Ich bin so glücklich über dieses schöne Geschenk, und du?', '...', '我很高兴'), reader);
  expect(rows.map(({ verdict, note }) => [verdict, note])).toEqual([[undefined, 'not English'], [undefined, 'no words'], [undefined, 'not English']]);
});

test('very long text has a verdict, and no weights of words', () => {
  const [long] = readSentences(transcript('I am happy. '.repeat(100)), reader);
  expect(long).toMatchObject({ verdict: { expression: 'happiness' }, note: 'too long to say which words weighed' });
  expect(long).not.toHaveProperty('weights');
});

test('without a reader there are the words alone', () => {
  expect(readSentences(transcript('hello there'), undefined)).toEqual([{ start: 0, end: 1, text: 'hello there', speaker: 'ANN' }]);
});
