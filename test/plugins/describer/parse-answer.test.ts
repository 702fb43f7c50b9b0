import { expect, test } from 'vitest';
import { parseAnswer } from '../../../plugins/describer/parse-answer.ts';

const WANTED = { words: ['joyful', 'relieved'], explanation: 'The face smiles.', label: 'happiness' };

test.each([
  ['by itself', '{"words":["Joyful","relieved"],"explanation":"The face smiles.","label":"happiness"}'],
  ['in a code fence, with a comma too many', 'Here it is:\n```json\n{"words": ["joyful", "relieved",], "explanation": "The face smiles.", "label": "happy",}\n```\nAnything else?'],
  ['after thoughts with brackets in them', '<think>maybe {"label":"sadness"} … no</think>\n{"words":["joyful","relieved"],"explanation":"The face smiles.","label":"Happiness"}'],
  ['after thoughts that the server has cut at the start', 'so {it} is</think>{"words":["joyful","relieved"],"explanation":"The face smiles.","label":"joy"}'],
  ['with words in one text, twice, and other names of keys', '{"emotions":"Joyful; relieved, joyful","reason":"The face\\nsmiles.","emotion":"HAPPY"}'],
  ['with brackets in a text', '{"words":["joyful","relieved"],"explanation":"The face smiles.","label":"happiness","note":"} \\" {"}'],
])('an answer %s is read', (_, text) => {
  expect(parseAnswer(text)).toEqual(WANTED);
});

test('a label of another set becomes one of the eight', () => {
  expect(parseAnswer('{"words":["uneasy"],"explanation":"x","label":"worried"}')).toMatchObject({ label: 'other' });
});

test.each([
  ['I cannot tell.', /no JSON object/],
  ['{"words": ["a"], "explanation": "b", "label": "happiness"', /no JSON object/],
  ['{"words": [], "explanation": "b", "label": "happiness"}', /"words"/],
  ['{"words": [7, "  ", "!!"], "explanation": "b", "label": "happiness"}', /"words"/],
  ['{"words": ["a"], "explanation": "b", "label": "blissful"}', /"label" is to be one of neutral, anger/],
  ['{"words": ["a"], "explanation": " ", "label": "happiness"}', /"explanation"/],
])('%s has a fault that is told', (text, fault) => {
  expect(parseAnswer(text)).toEqual({ fault: expect.stringMatching(fault) });
});

test('words are few, and hold nothing that separates words in tables; an explanation is one short line', () => {
  const answer = parseAnswer(JSON.stringify({ words: ["it's [so], \"sad\"", ...Array.from({ length: 20 }, (_, i) => `word ${i}`)], explanation: 'long '.repeat(200), label: 'sadness' }));
  expect(answer).toMatchObject({ words: ['it s so sad', 'word 0', 'word 1', 'word 2', 'word 3', 'word 4', 'word 5', 'word 6'], explanation: expect.stringMatching(/^long .{294}…$/) });
});

test('a flood of brackets is given up soon', () => {
  const started = Date.now();
  expect(parseAnswer('{'.repeat(3_000_000))).toHaveProperty('fault');
  expect(Date.now() - started).toBeLessThan(2000);
});
