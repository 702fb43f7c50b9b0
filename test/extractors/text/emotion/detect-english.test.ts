import { expect, test } from 'vitest';
import { detectEnglish } from '../../../../extractors/text/emotion/detect-english.ts';
import { openTextReader } from '../../../../extractors/text/emotion/open-text-reader.ts';
import { splitWords } from '../../../../extractors/text/emotion/split-words.ts';

const reader = await openTextReader();
const languageOf = (text: string) => detectEnglish(text, splitWords(text), reader);

test.each([
  'I am happy', 'Wow', 'lol same', 'Ugh, Mondays', "Where's Ben?", 'Hey Mon!', 'Das pretty sweet.', 'That was so not cool, dude', 'Al Qaeda suspects arrested', 'The die is cast, no more war', 'He had a car on me',
])('%j is English', (text) => expect(languageOf(text)).toBe('en'));

test.each([
  'Ich bin heute so glücklich', 'Das macht mich wütend!', 'Je suis très triste aujourd’hui', '¡Qué miedo tengo!', 'Me encanta esta canción', 'Sono molto felice', 'Estou com raiva de você', 'Ik ben zo blij met je',
  'Jag är så glad', 'Bugün çok mutluyum', 'Saya sangat marah', 'Jestem bardzo smutny', 'Sunt foarte fericit', 'Merci beaucoup', 'Мне очень грустно', '我今天很高兴', '今日は最高', 'Hyvää huomenta kaikille ystäville',
])('%j is not', (text) => expect(languageOf(text)).toBe('other'));

test.each(['', '   ', '?!', '😂😭', 'https://x.example/y', '123 456', '[NAME]'])('%j has no words', (text) => expect(languageOf(text)).toBe('none'));

test.each(['Qwrtz', 'Zxcv Bnmkl'])('of %j nothing can be said', (text) => expect(languageOf(text)).toBe('unknown'));
