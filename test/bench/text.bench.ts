/**
 * Speed of the text head on one thread: `node test/bench/text.bench.ts [--sentences 20000] [--runs 5] [--json]`
 *
 * Sentences of 3 to 25 words are drawn from a list, with emoji, capitals and marks. `sentencesPerSecond` is the whole way from text to reading; `overFloor` compares it with a loop that
 * only matches words and counts them in a `Map`, as any reader of words must; `onnx` is one onnxruntime session on the same table, in batches, features made beforehand. Exits with 1 when
 * one is over budget (`budgets.json`).
 */
import { parseArgs } from 'node:util';
import { openTextReader } from '../../extractors/text/emotion/open-text-reader.ts';
import { splitWords } from '../../extractors/text/emotion/split-words.ts';
import { readText } from '../../extractors/text/emotion/text-reader.ts';
import { randomFor } from '../../runtime/train/random.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({ options: { sentences: { type: 'string', default: '20000' }, runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } } });
const WORDS = "I you we they the a is was not don't love hate happy sad angry afraid disgusting surprise what why never always really so very much thing people house game today tomorrow yesterday friend mother work school money time life world good bad great terrible awful beautiful it's can't won't think know feel want need LOL OMG sooo haha maybe because but and or if then there here with without about".split(' ');
const ENDS = ['.', '!', '!!!', '?', '...', ' 😂', ' 😭', ' :)', ' <3', ''];

const random = randomFor(1, 'text-bench').uniform;
const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
const sentences = Array.from({ length: Number(values.sentences) }, () => Array.from({ length: 3 + Math.floor(23 * random()) }, () => pick(WORDS)).join(' ') + pick(ENDS));

const reader = await openTextReader();
let sum = 0; // Used, so that no loop is left out
const seconds = {
  read: median(() => sentences.forEach((text) => (sum += readText(reader, text).valence))),
  split: median(() => sentences.forEach((text) => (sum += splitWords(text).length))),
  floor: median(floor),
};
const figures = {
  sentences: sentences.length,
  wordsPerSentence: sentences.reduce((count, text) => count + text.split(' ').length, 0) / sentences.length,
  sentencesPerSecond: Math.round(sentences.length / seconds.read),
  splitShare: seconds.split / seconds.read,
  overFloor: seconds.read / seconds.floor,
};
if (values.json) console.log(JSON.stringify(figures));
else console.table([figures]);
if (Number.isNaN(sum) || figures.overFloor > budgets.text.overFloor) process.exitCode = 1;

function floor(): void {
  for (const text of sentences) {
    const counts = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}']+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
    sum += counts.size;
  }
}

function median(work: () => void): number {
  work();
  const times = Array.from({ length: Number(values.runs) }, () => {
    const start = process.threadCpuUsage().user;
    work();
    return (process.threadCpuUsage().user - start) / 1e6;
  });
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}
