import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomFor } from '../../runtime/train/random.ts';
import { readWhole } from '../voice-head/read-whole.ts';
import type { Recording } from '../voice-head/examples.ts';

const RATE = 16_000;
const PIECES = 30;
const SCALE = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16];

/** Yields sounds that are no speech, by the kind before the slash of their names: recordings of a folder (`noise/…`), made music, and tones and hisses that come and go. */
export function* strangeSounds(folder: string): Generator<Recording> {
  for (const file of readdirSync(folder).sort()) yield { clip: `noise/${file}`, sound: readWhole(join(folder, file)) };
  for (let piece = 0; piece < PIECES; piece++) yield { clip: `music/${piece}`, sound: { time: 0, sampleRate: RATE, samples: music(piece) } };
  for (let piece = 0; piece < PIECES; piece++) yield { clip: `tone/${piece}`, sound: { time: 0, sampleRate: RATE, samples: tone(piece) } };
}

/** Six seconds of chords in a major key, with or without a beat; tempo, key, brightness and decay are drawn. */
function music(seed: number): Float32Array {
  const random = randomFor(seed, 'music');
  const samples = new Float32Array(6 * RATE);
  const root = 110 * 2 ** (Math.floor(random.uniform() * 12) / 12);
  const beat = 0.2 + 0.4 * random.uniform();
  for (let time = 0; time < 6; time += beat) {
    const voices = 1 + Math.floor(random.uniform() * 4);
    const [decay, brightness] = [1 + 6 * random.uniform(), 0.3 + 0.6 * random.uniform()];
    for (let voice = 0; voice < voices; voice++) addNote(samples, { time, seconds: 2 * beat, decay, brightness, hz: root * 2 ** (SCALE[Math.floor(random.uniform() * SCALE.length)]! / 12) });
    if (random.uniform() < 0.6) for (let n = 0; n < 0.1 * RATE; n++) add(samples, Math.floor(time * RATE) + n, 0.1 * random.normal() * Math.exp((-40 * n) / RATE));
  }
  return samples;
}

interface Note {
  readonly time: number;
  readonly seconds: number;
  readonly hz: number;
  readonly decay: number;
  readonly brightness: number;
}

function addNote(samples: Float32Array, { time, seconds, hz, decay, brightness }: Note): void {
  const harmonics = Array.from({ length: Math.min(11, Math.floor(7000 / hz)) }, (_, index) => index + 1);
  for (let n = 0; n < seconds * RATE; n++) {
    const at = n / RATE;
    const wave = harmonics.reduce((sum, harmonic) => sum + brightness ** harmonic * Math.sin(2 * Math.PI * harmonic * hz * at), 0);
    add(samples, Math.floor(time * RATE) + n, 0.08 * Math.min(1, 100 * at) * Math.exp(-decay * at) * wave);
  }
}

function add(samples: Float32Array, at: number, value: number): void {
  if (at < samples.length) samples[at]! += value;
}

function tone(seed: number): Float32Array {
  const random = randomFor(seed, 'tone');
  const [hz, isHiss, rate] = [80 * 2 ** (4 * random.uniform()), random.uniform() < 0.5, 0.5 + 4 * random.uniform()];
  return Float32Array.from({ length: 5 * RATE }, (_, n) => 0.1 * (isHiss ? random.normal() : Math.sin((2 * Math.PI * hz * n) / RATE)) * (Math.sin((2 * Math.PI * rate * n) / RATE) > -0.3 ? 1 : 0.01));
}
