import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { readCommand } from '../../../pipeline/commands/read.ts';
import type { SentenceRow } from '../../../pipeline/commands/read/sentence-row.ts';
import { exitCodeFor } from '../../../pipeline/exit-codes.ts';

const folder = mkdtempSync(join(tmpdir(), 'affekt-read-'));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function sink() {
  const parts: string[] = [];
  const stream = new Writable({ write: (chunk: Buffer, _, done) => {
    parts.push(chunk.toString());
    done();
  } });
  return { stream, text: () => parts.join('') };
}

async function run(args: readonly string[], { input = [] as readonly Uint8Array[], stop = new AbortController().signal, stdout = sink() } = {}) {
  const stderr = sink();
  let code: number | undefined;
  const command = readCommand({ environment: {} as never, stdout: stdout.stream, stderr: stderr.stream, stop, exit: (given) => (code = given) }, Readable.from(input));
  const error = await command.exitOverride().configureOutput({ writeErr: (text) => stderr.stream.write(text) }).parseAsync(args, { from: 'user' }).then(() => undefined, (reason: unknown) => reason as Error);
  return { code: error === undefined ? code : exitCodeFor(error), out: stdout.text(), messages: error?.message ?? stderr.text() };
}

const rowsOf = (out: string) => out.trim().split('\n').map((line) => JSON.parse(line) as SentenceRow);
const bytes = (text: string) => [Buffer.from(text)];

test('a line of JSON is written for each line, its keys in the documented order', async () => {
  const { code, out } = await run([file('two.txt', 'I am so happy!\r\nI hate you')]);
  const [first, second] = rowsOf(out);
  expect(code).toBe(0);
  expect(Object.keys(first!)).toEqual(['line', 'text', 'expression', 'probabilities', 'valence', 'arousal', 'dominance', 'label', 'labels', 'language', 'note', 'model']);
  expect(first).toMatchObject({ line: 1, text: 'I am so happy!', expression: 'happiness', label: 'joy', language: 'en', note: null, model: 'affekt-words' });
  expect(second).toMatchObject({ line: 2, text: 'I hate you', expression: 'anger', labels: ['anger'] });
  expect(Object.values(first!.probabilities!).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
});

test('what has no words or is not English gets a note and no figures', async () => {
  const rows = rowsOf((await run(['-'], { input: bytes('\n?!\nIch bin heute so glücklich\nZxcv Bnmkl\n😂\n') })).out);
  expect(rows.map(({ note }) => note)).toEqual(['no words', 'no words', 'not English: this model reads English only', 'few words that the model knows', null]);
  expect(rows.map(({ expression }) => expression !== null)).toEqual([false, false, false, true, true]);
  expect(rows[2]).toMatchObject({ language: 'other', probabilities: null, valence: null, label: null, labels: [] });
});

test('with --any-language there are figures, and the note stays', async () => {
  const [row] = rowsOf((await run(['-', '--any-language'], { input: bytes('Ich bin heute so glücklich') })).out);
  expect(row).toMatchObject({ language: 'other', note: 'not English: this model reads English only', valence: expect.any(Number) as number });
});

test('a table is read by the name of its column, quotes and line breaks in cells included', async () => {
  const csv = file('talk.csv', '\uFEFFid;said\n7;"I said ""wow""\nand left"\n8;fine\n');
  expect(rowsOf((await run([csv, '--column', 'said'])).out).map(({ line, text }) => [line, text])).toEqual([[3, 'I said "wow"\nand left'], [4, 'fine']]);
  const tsv = file('talk.tsv', 'text\tid\na, b; c\t1\n');
  expect(rowsOf((await run([tsv])).out)[0]!.text).toBe('a, b; c');
  const { code, messages } = await run([csv]);
  expect([code, messages]).toEqual([2, `${csv}: has no column "text", but "id", "said". Name the one with the sentences with --column.`]);
});

test.each([
  ['bad.jsonl', '{"text":"good"}\n{oops\n[1]\n{"text":3}\n\n{"text":"bad"}\n', [1, 6], ['line 2 is not JSON', 'line 3 is not a JSON object', 'line 4 has no text at "text"']],
  ['bad.csv', 'id,text\n1,good\n2,too,many\n3,bad\n', [2, 4], ['line 3 has 3 cells, and the header 2']],
  ['quote.csv', 'id,text\n1,good\n2,"a"b\n', [2], ['line 3 cannot be taken apart into cells: a quote is out of place']],
])('of %s the broken lines are named and the others read', async (name, content, lines, faults) => {
  const path = file(name, content);
  const { code, out, messages } = await run([path]);
  expect(code).toBe(5);
  expect(rowsOf(out).map(({ line }) => line)).toEqual(lines);
  expect(messages).toBe(faults.map((fault) => `${path}: ${fault}. It is left out.\n`).join(''));
});

test('bytes that are no UTF-8 break their own line only; UTF-16 with a mark is read', async () => {
  const { code, out, messages } = await run(['-'], { input: [Buffer.concat([Buffer.from('good\n'), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('\nfine\n')])] });
  expect([code, rowsOf(out).map(({ line }) => line), messages]).toEqual([5, [1, 3], 'standard input: line 2 holds bytes that are not UTF-8 text. It is left out.\n']);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('I am glad é', 'utf16le')]);
  expect(rowsOf((await run(['-'], { input: [wide.subarray(0, 9), wide.subarray(9)] })).out)[0]!.text).toBe('I am glad é');
});

test('a letter that is cut between two pieces of a pipe stays whole', async () => {
  const whole = Buffer.from('so happy 😂\n');
  expect(rowsOf((await run(['-'], { input: [whole.subarray(0, 11), whole.subarray(11)] })).out)[0]!.text).toBe('so happy 😂');
});

test('when all lines are broken the exit code says so, and only twenty are named', async () => {
  const { code, messages } = await run([file('all.jsonl', 'x\n'.repeat(25))]);
  expect(code).toBe(6);
  expect(messages.split('\n')).toHaveLength(22);
  expect(messages).toContain('5 more lines are broken and left out.');
});

test('--explain tells what each word does for the label', async () => {
  const [row] = rowsOf((await run(['-', '--explain'], { input: bytes('We were furious.') })).out);
  expect(row!.words!.map(({ word }) => word)).toEqual(['We', 'were', 'furious', '.']);
  expect(row!.words!.toSorted((a, b) => b.weight - a.weight)[0]!.word).toBe('furious');
});

test('as CSV a probability is a column, and one that the model does not know is empty', async () => {
  const { out } = await run(['-', '--as', 'csv', '--explain'], { input: bytes('I said "no", twice\n') });
  const [header, line] = out.split('\n');
  expect(header).toBe('line,text,expression,neutral,anger,disgust,fear,happiness,sadness,surprise,other,valence,arousal,dominance,label,labels,words,language,note,model');
  expect(line).toMatch(/^1,"I said ""no"", twice",\w+,(0?\.?\d+,){7},-?[\d.]+,/);
});

test('the result file appears when it is whole; nothing is left where the run fails', async () => {
  const out = join(folder, 'results', 'rows.jsonl');
  await run(['-', '--out', out], { input: bytes('fine\nday\n') });
  expect(rowsOf(readFileSync(out, 'utf8'))).toHaveLength(2);
  const { code } = await run([file('endless.txt', 'x'.repeat(1_100_000)), '--out', join(folder, 'failed', 'rows.jsonl')]);
  expect(code).toBe(2);
  expect(readdirSync(join(folder, 'failed'))).toEqual([]);
});

test('no more of the input is taken than the output can hold', async () => {
  let [given, open] = [0, true];
  const input = Readable.from((function* () {
    for (; open && given < 5000; given++) yield Buffer.from('all is fine\n'.repeat(100));
  })());
  const full = new Writable({ highWaterMark: 1, write: () => undefined }); // Takes one piece and never asks for more
  const controller = new AbortController();
  const ended = readCommand({ environment: {} as never, stdout: full, stderr: sink().stream, stop: controller.signal, exit: () => undefined }, input).parseAsync(['-'], { from: 'user' });
  await expect.poll(() => full.writableLength).toBeGreaterThan(0);
  await new Promise((resolve) => void setTimeout(resolve, 100));
  expect(given).toBeLessThan(100);
  open = false;
  controller.abort();
  await ended;
});

test('a stop ends the run with its own code and leaves no file', async () => {
  const controller = new AbortController();
  controller.abort();
  const { code } = await run(['-', '--out', join(folder, 'stopped', 'rows.jsonl')], { input: bytes('fine\n'.repeat(9)), stop: controller.signal });
  expect(code).toBe(130);
  expect(readdirSync(join(folder, 'stopped'))).toEqual([]);
});

test('once nobody reads the rows the run ends quietly', async () => {
  const controller = new AbortController();
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })) });
  stream.on('error', () => controller.abort()); // As `main` does
  const { code, messages } = await run(['-'], { input: bytes('fine\n'.repeat(5000)), stop: controller.signal, stdout: { stream, text: () => '' } });
  expect([code, messages]).toEqual([0, '']);
});

test.each([
  ['nowhere.txt', /nowhere\.txt: does not exist\. Check the path\./],
  ['table.xlsx', /table\.xlsx: \.xlsx is no layout that can be read\. Save it as/],
])('%s is refused in one line', async (name, message) => {
  const { code, messages } = await run([join(folder, name)]);
  expect(code).toBe(2);
  expect(messages).toMatch(message);
});
