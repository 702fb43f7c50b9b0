/** Hz. */
export const RATE = 16_000;

/** The voice that `golden/egemaps.py` draws: stretches of a gliding pulse train through three resonances, noise between them. */
export function drawnVoice(): Float32Array {
  const n = 3 * RATE;
  let [state, phase] = [12_345, 0];
  let x = Float64Array.from({ length: n }, (_, i) => {
    state = (Math.imul(1_103_515_245, state) + 12_345) & 0x7fff_ffff;
    const voiced = Math.floor(i / 5000) % 2 === 0;
    phase += (110 + (40 * i) / n) / RATE;
    const pulse = phase >= 1;
    if (pulse) phase -= 1;
    return Number(pulse && voiced) + (state / 2 ** 31 - 0.5) * (0.004 + (voiced ? 0 : 0.02));
  });
  for (const [frequency, bandwidth] of [[600, 80], [1500, 120], [2600, 160]] as const) x = resonate(x, frequency, bandwidth);
  const peak = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Float32Array.from(x, (value) => Math.round((value / peak) * 12_000) / 32_768);
}

/** The voice that `golden/egemaps.py` calls wavering, with the pitch of each frame of 60 ms: uneven pulses that climb from 60 to 900 Hz, in noise that comes and goes. */
export function waveringVoice(): { samples: Float32Array; pitches: number[] } {
  const n = 3 * RATE;
  const pitchAt = (i: number) => 60 * 15 ** (i / n);
  let state = 99;
  const chance = Float64Array.from({ length: n }, () => (state = (Math.imul(1_103_515_245, state) + 12_345) & 0x7fff_ffff) / 2 ** 31 - 0.5);
  const x = chance.map((value, i) => value * (Math.floor(i / 3000) % 3 === 2 ? 1.5 : 0.2));
  for (let i = 0; i < n; i += Math.round((RATE / pitchAt(i)) * (1 + 0.06 * chance[(7 * i) % n]!))) x[i]! += 3 + 2 * chance[i]!;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) y[i] = x[i]! + 1.2 * (y[i - 1] ?? 0) - 0.8 * (y[i - 2] ?? 0);
  const peak = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const pitches = Array.from({ length: Math.floor((n - 960) / 160) + 1 }, (_, i) => (i % 50 === 49 ? 0 : pitchAt(i * 160)));
  return { samples: Float32Array.from(y, (value) => Math.round((value / peak) * 32_000) / 32_768), pitches };
}

/** Filters `x` by one pair of poles. */
export function resonate(x: Float64Array, frequency: number, bandwidth: number, rate = RATE): Float64Array<ArrayBuffer> {
  const radius = Math.exp((-Math.PI * bandwidth) / rate);
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    y[i] = x[i]! + 2 * radius * Math.cos((2 * Math.PI * frequency) / rate) * (y[i - 1] ?? 0) - radius ** 2 * (y[i - 2] ?? 0);
  }
  return y;
}

/** A pulse each `period(i)` samples, with height `height(i)`. */
export function pulses(seconds: number, { period, height = () => 1 }: { period: (index: number) => number; height?: (index: number) => number }, rate = RATE): Float64Array<ArrayBuffer> {
  const x = new Float64Array(Math.round(seconds * rate));
  let index = 0;
  for (let at = 0; at < x.length; at += period(index++)) x[Math.round(at)] = height(index);
  return x;
}

/** Filters `x` to fall by 6 dB per octave, as what leaves the lips does against its resonances. */
export function tilt(x: Float64Array, rate = RATE): Float64Array<ArrayBuffer> {
  const pole = Math.exp((-2 * Math.PI * 25) / rate);
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = x[i]! + pole * (y[i - 1] ?? 0);
  return y;
}
