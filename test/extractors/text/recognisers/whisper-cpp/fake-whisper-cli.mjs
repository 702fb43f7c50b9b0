#!/usr/bin/env node
// Behaves as whisper-cli 1.9.1 does, but hears only how loud and long a file is. The name of the model says how it behaves beside that.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const args = process.argv.slice(2);
if (args[0] === '--version') {
  console.log('whisper.cpp version: 1.9.1');
  process.exit(0);
}
const all = (name) => args.flatMap((arg, i) => (args[i - 1] === name ? [arg] : []));
const [model] = all('-m').map((path) => basename(path, '.bin'));
const [language] = all('-l');

if (language === 'xx') {
  console.error("error: unknown language 'xx'");
  process.exit(0); // As the real one does
}
if (model === 'broken') {
  console.error('whisper_model_load: invalid model data (bad magic)\nerror: failed to initialize whisper context');
  process.exit(3);
}

const files = all('-f');
const outputs = all('-of');
for (const [i, file] of files.entries()) {
  const wav = readFileSync(file);
  const seconds = (wav.length - 44) / 2 / wav.readUInt32LE(24);
  const text = ` ${wav.readInt16LE(44)} for ${seconds} s, pid ${process.pid}, ${process.env.OMP_WAIT_POLICY}, ${args.slice(4, 11).join(' ')}.`;
  const said = model === 'silent' ? [] : [{ offsets: { from: 0, to: 1000 * seconds }, text, tokens: [{ text: '[_BEG_]', offsets: { from: 0, to: 0 }, p: 1 }, { text: ' word', offsets: { from: 100, to: 200 }, p: 0.5 }] }];
  console.log(`\n[00:00:00.000 --> 00:00:01.000]  ${text}`);
  console.error(`output_json: saving output to '${outputs[i]}.json'`);
  if (model === 'stuck' && i === files.length - 1) await new Promise((resolve) => setTimeout(resolve, 600_000));
  writeFileSync(`${outputs[i]}.json`, JSON.stringify({ result: { language: language === 'auto' ? 'en' : language }, transcription: said }));
  if (model === 'crashing') process.kill(process.pid, 'SIGSEGV');
}
