import { z } from 'zod';
import { DEVICES } from './devices.ts';
import { pluginSchema } from './plugin-schema.ts';

const name = z.string().min(1);
const seconds = z.number().nonnegative();

const videoSchema = z.strictObject({
  fps: z.number().positive().nullable().default(null).describe('Analyse this many frames per second; null: every frame. Original times are kept.'),
  maxSide: z.int().min(64).default(1920).describe('Pictures with a longer side are scaled down to it before analysis, in pixels.'),
  imageFps: z.number().positive().default(25).describe('Rate of a folder of numbered pictures, in frames per second.'),
});

const faceSchema = z.strictObject({
  detector: name.default('auto').describe('Registry id of the face detector, or auto: the best one on this machine.'),
  minScore: z.number().min(0).max(1).nullable().default(null).describe('Faces the detector is less sure of are left out; null: what suits the detector.'),
  minSize: z.number().nonnegative().default(0).describe('Faces narrower than this are left out, in pixels.'),
  maxFaces: z.int().positive().default(16).describe('At most this many faces in one frame, best score first.'),
  expression: name.default('auto').describe('Registry id of the expression model, or auto: the best one on this machine.'),
  detectEvery: seconds.default(0.1).describe('Seconds between two looks of the detector; faces that hardly move between two looks are interpolated. 0: it looks at every frame.'),
  mesh: name.nullable().default('auto').describe('Registry id of the model that confirms that a detection is a face; null: the detector is believed.'),
  mouth: z.boolean().default(true).describe('Measure how far the lips are apart in every picture of a clip with sound, so that it is known who speaks. Needs `mesh` and 11 pictures a second.'),
  identity: name.nullable().default('auto').describe('Registry id of the model that tells people apart; null: by movement alone.'),
  maxGap: seconds.default(1.5).describe('Seconds a person may be out of sight and keep the id by movement alone.'),
});

const voiceSchema = z.strictObject({
  activity: name.default('auto').describe('Registry id of the speech detector, energy (a rule without a model), or auto.'),
  emotion: name.nullable().default('auto').describe('Registry id of the voice model; null: speech and descriptors only.'),
  speakers: name.nullable().default('auto').describe('Registry id of the model that tells voices apart; auto: where one is on this machine; null: turns of speech have no speaker numbers.'),
  window: z.number().positive().default(2).describe('Seconds of sound that one voice verdict rests on.'),
  hop: z.number().positive().default(0.5).describe('Seconds between two voice verdicts.'),
});

const textSchema = z.strictObject({
  transcripts: name.nullable().default(null).describe('Folder of transcripts, table of many clips, or the transcript of one clip; null: a file beside each clip.'),
  recogniser: name.nullable().default('auto').describe('What turns speech into words where a clip has no transcript: registry id, ggml file or folder of a Whisper net; auto: the best on this machine; null: none.'),
  language: name.default('auto').describe('What is spoken (en, de, zh, …); auto: the recogniser tells.'),
  emotion: name.nullable().default('auto').describe('Registry id of the text model, or auto; null: words only.'),
});

const fusionSchema = z.strictObject({
  faceWeight: z.number().nonnegative().default(1).describe('Weight of the face in the fused verdict.'),
  voiceWeight: z.number().nonnegative().default(0.3).describe('Weight of the voice in the fused verdict, where somebody speaks and one face is seen.'),
  textWeight: z.number().nonnegative().default(0.3).describe('Weight of the words in the fused verdict of who says them.'),
  people: z.enum(['everyone', 'speaking']).default('everyone').describe('Whose rows are written: everyone in view, or only who speaks at that moment (needs both modalities, face.mesh, face.mouth and video.fps of 11 or more).'),
  smoothing: seconds.default(0).describe('Width of the window that face verdicts are averaged over, in seconds; 0: none.'),
});

const gateSchema = z.strictObject({
  on: z.boolean().default(true).describe('Withhold verdicts on what a model does not know, such as music heard as a voice. false: every verdict is given.'),
  coverage: z.number().gt(0).lt(1).nullable().default(null).describe('Share of what a model knows that is let through; the lower, the more is withheld. null: what each gate was fitted for.'),
  files: z.array(name).default([]).describe('Gates of your own, made with `affekt gate fit`, for models that this configuration uses.'),
});

const runtimeSchema = z.strictObject({
  device: z.enum(['auto', ...DEVICES]).default('auto').describe('Where the models run; auto: the first that a test inference shows to work.'),
  threads: z.int().positive().nullable().default(null).describe('Processor threads for inference; null: by the number of cores.'),
  batch: z.int().min(1).max(64).default(10).describe('Frames per inference.'),
});

const outputSchema = z.strictObject({
  folder: name.default('results').describe('Where the result folders are made.'),
  report: z.boolean().default(true).describe('Write report.html.'),
  annotated: z.boolean().default(false).describe('Write annotated.mp4: the video with boxes and labels drawn in.'),
});

const modelsSchema = z.strictObject({
  folder: name.nullable().default(null).describe('Where fetched models are kept; null: the cache folder of this user.'),
  mirrors: z.array(name).default([]).describe('Folders or addresses that are asked for a model before its own address.'),
  offline: z.boolean().default(false).describe('Never use the network.'),
});

/** The whole configuration. Unknown keys are refused; every key has a default. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('Lets an editor complete and check this file.'),
  modalities: z.array(z.enum(['face', 'voice', 'text'])).min(1).default(['face', 'voice', 'text']).describe('What to read.'),
  video: videoSchema.prefault({}).describe('How pictures are read.'),
  face: faceSchema.prefault({}).describe('How faces are found, followed and read.'),
  voice: voiceSchema.prefault({}).describe('How the voice is read.'),
  text: textSchema.prefault({}).describe('How words are found and read.'),
  fusion: fusionSchema.prefault({}).describe('How face, voice and words become one verdict.'),
  gate: gateSchema.prefault({}).describe('When a model says that it does not know.'),
  runtime: runtimeSchema.prefault({}).describe('Where and how the models run.'),
  models: modelsSchema.prefault({}).describe('Where models come from.'),
  output: outputSchema.prefault({}).describe('What is written, and where.'),
  plugins: z.array(pluginSchema).default([]).describe('Further stages, in this order. Nothing is loaded that is not named here.'),
}).superRefine((config, context) => {
  const missing = config.fusion.people === 'speaking' ? missingForSpeakers(config) : undefined;
  if (missing !== undefined) context.addIssue({ code: 'custom', path: ['fusion', 'people'], message: `"speaking" cannot be told ${missing}` });
});

/** Slower pictures do not show syllables, in frames per second. */
const LEAST_FPS = 11;

function missingForSpeakers({ modalities, face, video }: { modalities: readonly string[]; face: { mesh: string | null; mouth: boolean }; video: { fps: number | null } }): string | undefined {
  if (!modalities.includes('face') || !modalities.includes('voice')) return `from ${modalities.join()} alone; set modalities to face and voice`;
  if (face.mesh === null) return 'without face.mesh; set it to auto';
  if (!face.mouth) return 'without face.mouth; set it to true';
  return video.fps !== null && video.fps < LEAST_FPS ? `from ${video.fps} frames a second; set video.fps to null or to ${LEAST_FPS} at least` : undefined;
}

/** The effective configuration, all defaults filled in. */
export type Config = z.output<typeof configSchema>;

/** A configuration as a person writes it: any part may be left out. */
export type PartialConfig = z.input<typeof configSchema>;
