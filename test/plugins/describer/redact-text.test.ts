import { expect, test } from 'vitest';
import { openTextReader } from '../../../extractors/text/emotion/open-text-reader.ts';
import { redactText } from '../../../plugins/describer/redact-text.ts';

const reader = await openTextReader();

test.each([
  ['I met Anna Kowalczyk in Gdansk and I was so happy.', 'I met [name] in [name] and I was so happy.'],
  ['Kowalczyk said that she was very angry about it.', '[name] said that she was very angry about it.'],
  ['My name is bill and i feel terrible today', 'My name is [name] and i feel terrible today'],
  ['John came home. Mary left. I was shocked.', '[name] came home. [name] left. I was shocked.'],
  ['Write to anna.k@example.org or see www.example.org/anna, please.', '[name] to [address] or see [address] please.'],
  ['Call me at +49 (30) 1234-567 or five five five one two, I am so sad.', '[name] me at [number] or [number], I am so sad.'],
  ['It was on 12.5.2024 at 8pm, and it cost 4,500 euros, what a disaster!', 'It was on [number] at [number], and it cost [number] euros, what a disaster!'],
  ['i was with john and mary at the office and it was great', 'i was with [word] and [word] at the [word] and it was great'],
  ['I WAS WITH JOHN AND IT WAS AWFUL', 'I WAS WITH [word] AND IT WAS AWFUL'],
  ['This is so sad. On Monday I felt happy, God knows why.', 'This is so sad. On Monday I felt happy, God knows why.'],
  ['Happy to see you! Great.', 'Happy to see you! Great.'],
  ['Dr. House and aunt May were there, and I miss you.', '[name]. [name] and aunt [name] were there, and I miss you.'],
])('%s', (text, wanted) => {
  expect(redactText(text, reader)).toBe(wanted);
});

test.each(['Ich habe gestern mit Frau Meier über die Sache gesprochen und war sehr traurig.', '我昨天见到了张伟，很开心', 'Kowalczyk'])('%s is left out whole: names cannot be found in it', (text) => {
  expect(redactText(text, reader)).toBe('[in another language]');
});
