import type { ClipRandom } from '../../datasets/noise/clip-random.ts';
import type { SoundDamage } from '../../datasets/noise/damage.ts';
import { mixAtRatio, type Mix } from '../../datasets/noise/mix-at-ratio.ts';
import { cutNoise, drawNoise, type NoisePiece } from '../../datasets/noise/noise-piece.ts';
import { silenceStretches } from '../../datasets/noise/silence-stretches.ts';
import { whiteNoise } from '../../datasets/noise/white-noise.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { NoiseLibrary } from './noise-library.ts';
import { SAMPLE_RATE } from './read-samples.ts';

/** A damaged sound. */
export interface DamagedSound {
  readonly samples: Int16Array;
  /** The damage with everything that was drawn; absent where there is none. */
  readonly damage?: SoundDamage;
  /** What came of it. */
  readonly mix?: Omit<Mix, 'samples'>;
  readonly silent?: readonly (readonly [number, number])[];
}

/** What a sound is damaged with. */
export interface SoundSources {
  readonly random: ClipRandom;
  /** Absent where no recipe needs it. */
  readonly noise?: NoiseLibrary | undefined;
}

/** Resolves with a sound and what was done to it. What has been drawn before is taken as it is. */
export async function damageSound(clean: Int16Array, damage: SoundDamage, { random, noise }: SoundSources): Promise<DamagedSound> {
  if (damage.kind === 'white') return toMixed(damage, mixAtRatio(clean, whiteNoise(random, clean.length), damage.decibels));
  if (damage.kind === 'silence') {
    const { samples, silent } = silenceStretches(random, clean, { ...damage, rate: SAMPLE_RATE });
    return { samples, damage, silent };
  }
  if (damage.kind !== 'mix') return { samples: clean, damage };
  if (noise === undefined) throw new DatasetError('NOT_FOUND', { path: '--noise', detail: 'is missing: noise of files is wanted', next: 'Name a folder of sound files with `--noise`.' });
  const pieces = damage.pieces ?? (await drawPieces(random, noise, { voices: damage.voices, wanted: clean.length }));
  return toMixed({ ...damage, pieces }, mixAtRatio(clean, await addPieces(pieces, noise, clean.length), damage.decibels));
}

function toMixed(damage: SoundDamage, { samples, ...mix }: Mix): DamagedSound {
  return { samples, damage, mix };
}

async function drawPieces(random: ClipRandom, noise: NoiseLibrary, { voices, wanted }: { readonly voices: number; readonly wanted: number }): Promise<NoisePiece[]> {
  const pieces: NoisePiece[] = [];
  for (let voice = 0; voice < voices; voice++) pieces.push(await drawNoise(random, noise.names, { wanted, lengthOf: noise.length }));
  return pieces;
}

async function addPieces(pieces: readonly NoisePiece[], noise: NoiseLibrary, wanted: number): Promise<Int16Array | Float64Array> {
  const sounds: Int16Array[] = [];
  for (const piece of pieces) sounds.push(await readPiece(piece, noise, wanted));
  if (sounds.length === 1) return sounds[0]!;
  const sum = new Float64Array(wanted);
  for (const sound of sounds) sound.forEach((value, at) => (sum[at] = sum[at]! + value));
  return sum;
}

/** A long file is not read whole for a short piece of it. */
async function readPiece({ files, start }: NoisePiece, noise: NoiseLibrary, wanted: number): Promise<Int16Array> {
  const [first] = files;
  if (files.length === 1) return cutNoise([await noise.read(first!, start, wanted)], 0, wanted);
  return cutNoise(await Promise.all(files.map((name) => noise.read(name))), start, wanted);
}
