import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clipRandom } from '../../datasets/noise/clip-random.ts';
import { OutputError } from '../export/output-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { MediaError } from '../media/media-error.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import { probe } from '../media/probe.ts';
import { clipNotes } from './clip-notes.ts';
import { damageSound, type DamagedSound } from './damage-sound.ts';
import { encodeClip } from './encode-clip.ts';
import { hashFile } from './hash-file.ts';
import type { NoiseJob, NoisePlan } from './noise-job.ts';
import type { MadeClip } from './noisy-clip.ts';
import type { PipedFrames } from './pipe-frames.ts';
import { readSamples, SAMPLE_RATE } from './read-samples.ts';
import { toWav } from './wav-file.ts';

/**
 * Makes the damaged copy of one clip: the sound as 16 kHz mono, the pictures at the mean rate of the source, every one of them. A file that has
 * no pictures becomes a WAV file. The copy appears only when it is whole.
 *
 * @throws MediaError when the clip or a noise file cannot be read, or has nothing left to write; OutputError when the folder cannot be written
 */
export async function makeNoisyClip(job: NoiseJob, plan: NoisePlan): Promise<MadeClip> {
  const facts = await probe(job.path, { tools: plan.tools, signal: plan.signal });
  if (facts.kind !== 'video' && facts.kind !== 'audio') throw new MediaError('NOT_MEDIA', { path: job.path, detail: 'is a picture, and no video or sound' });
  const sound = await readDamaged(job, facts, plan);
  await mkdir(plan.out, { recursive: true }).catch((error: unknown) => {
    throw OutputError.from(error, plan.out);
  });
  const { piped, ...files } = facts.video === undefined ? await makeWav(job, sound, plan) : await makeVideo(job, { facts, sound }, plan);
  return {
    clip: job.clip,
    source: job.source,
    sourceSha256: await hashFile(job.path),
    ...(await describeDamage(job, { sound, piped }, plan)),
    ...files,
    notes: clipNotes(job.damage, facts, { sound, complaint: piped?.complaint }),
  };
}

async function readDamaged({ clip, path, damage }: NoiseJob, { audio }: MediaFacts, { seed, noise, tools, signal }: NoisePlan): Promise<DamagedSound | undefined> {
  if (audio === undefined || damage.sound?.kind === 'missing') return undefined;
  const clean = await readSamples(path, { stream: audio.stream, tools, signal });
  return damage.sound === undefined ? { samples: clean } : damageSound(clean, damage.sound, { random: clipRandom(seed, clip, 'sound'), noise });
}

/** What was written, and what the pictures had to say. */
type Files = Pick<MadeClip, 'output' | 'sha256' | 'wav' | 'wavSha256'> & { readonly piped?: PipedFrames };

async function makeWav({ clip, stem = clip, path }: NoiseJob, sound: DamagedSound | undefined, { out }: NoisePlan): Promise<Files> {
  if (sound === undefined) throw nothingLeft(path);
  const { name, sha256 } = await writeWav(`${stem}.wav`, sound, out);
  return { output: name, sha256 };
}

async function makeVideo(job: NoiseJob, { facts, sound }: { readonly facts: MediaFacts; readonly sound: DamagedSound | undefined }, plan: NoisePlan): Promise<Files> {
  const video = job.damage.picture?.kind === 'missing' ? undefined : facts.video;
  if (sound === undefined && video === undefined) throw nothingLeft(job.path);
  const { stem = job.clip } = job;
  const output = `${stem}.${plan.exactSound === true ? 'mkv' : 'mp4'}`;
  const piped = await encodeClip(job, { facts, samples: sound?.samples, video, output }, plan);
  const wav = plan.wav && sound !== undefined ? await writeWav(`${stem}.wav`, sound, plan.out) : undefined;
  return { output, sha256: await hashFile(join(plan.out, output)), ...(wav && { wav: wav.name, wavSha256: wav.sha256 }), piped };
}

function nothingLeft(path: string): MediaError {
  return new MediaError('NOT_MEDIA', { path, detail: 'has neither pictures nor sound left' });
}

async function writeWav(name: string, { samples }: DamagedSound, folder: string): Promise<{ readonly name: string; readonly sha256: string }> {
  const path = join(folder, name);
  await writeFileAtomically(path, toWav(samples, SAMPLE_RATE));
  return { name, sha256: await hashFile(path) };
}

type Described = Pick<MadeClip, 'damage' | 'noiseSha256' | 'mix' | 'silent' | 'lost'>;

async function describeDamage({ damage }: NoiseJob, { sound, piped }: { readonly sound: DamagedSound | undefined; readonly piped: PipedFrames | undefined }, { noise }: NoisePlan): Promise<Described> {
  const drawn = sound?.damage;
  const names = drawn?.kind === 'mix' ? [...new Set(drawn.pieces?.flatMap(({ files }) => files))].sort() : [];
  const hashes = await Promise.all(names.map(async (name) => [name, await noise!.sha256(name)] as const));
  return {
    damage: { ...damage, ...(drawn && { sound: drawn }) },
    ...(names.length > 0 && { noiseSha256: Object.fromEntries(hashes) }),
    ...(sound?.mix && { mix: sound.mix }),
    ...(sound?.silent && { silent: sound.silent }),
    ...(damage.picture?.kind === 'drop' && piped && { lost: piped.lost }),
  };
}
