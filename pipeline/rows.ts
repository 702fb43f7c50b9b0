import type { Face } from '../extractors/visual/face.ts';
import type { Span } from '../extractors/audio/sound.ts';
import type { Expression, Modality, Verdict } from '../fusion/verdict.ts';
import type { FrameStatus } from './media/frame.ts';

/** One row of `frames.csv`: a frame and one person in it, or a frame in which nobody was found. */
export interface FrameRow {
  /** Position in the container, from 0. */
  readonly frame: number;
  /** Presentation time in seconds. */
  readonly time: number;
  readonly status: FrameStatus;
  /** Id of the person through the clip, from 0; absent when nobody was found. */
  readonly person?: number;
  readonly face?: Face;
  /** The fused verdict. Absent with `person`, and where all that it could rest on is withheld. */
  readonly verdict?: Verdict;
  /** What the face alone says; absent where it is withheld. */
  readonly faceVerdict?: Verdict;
  /** What the voice alone says around this time; absent when nobody speaks, and where it is withheld. */
  readonly voiceVerdict?: Verdict;
  /** What the words alone say that are said at this time; absent where nothing is said that can be read. */
  readonly textVerdict?: Verdict;
  /** Verdicts that are withheld here, and why: `{ voice: 'not speech' }`. They are absent, and the fused one does not rest on them. */
  readonly uncertain?: Readonly<Partial<Record<Modality, string>>>;
  /** Share of the faces that the gate was fitted on which is less familiar to the expression model than this one, in [0, 1]; absent without a gate. */
  readonly familiarity?: number;
  /** Probability of speech around this time, in [0, 1]; absent when the clip has no sound. */
  readonly speech?: number;
  /** Probability that the voice at this time is this person's, in [0, 1]; 0 where nobody speaks; absent where lips and sound cannot be compared. */
  readonly speaking?: number;
  /** Cells of the columns that plug-ins add, by name. */
  readonly added?: Readonly<Record<string, number | string | undefined>>;
}

/** One row of `voice.csv`: a window of sound. */
export interface VoiceRow extends Span {
  /** Whose voice it is; absent where nobody speaks, where that is not known, and where several take turns. */
  readonly person?: number;
  /** Probability that somebody speaks, in [0, 1]. */
  readonly speech: number;
  /** Absent when nobody speaks, and where `uncertain` says why it is withheld. */
  readonly verdict?: Verdict;
  /** Why there is no verdict although somebody seems to speak: `'not speech'`, `'unlike training'`. */
  readonly uncertain?: string;
  /** Share of the speech that the gate was fitted on which is less familiar to the model than this, in [0, 1]; absent without a gate. */
  readonly familiarity?: number;
  /** Classical descriptors by name, unit in the column dictionary. */
  readonly descriptors: Readonly<Record<string, number>>;
}

/** One row of `sentences.csv`: what is said in one stretch, and what it says of feeling. */
export interface SentenceRow extends Span {
  /** Plain text on one line. */
  readonly text: string;
  /** As the transcript names who says it. */
  readonly speaker?: string;
  /** Id of the person in view who says it; absent when that is not known. */
  readonly person?: number;
  /** What the words alone say; absent where the model cannot read them, and `note` says why. */
  readonly verdict?: Verdict;
  /** In [-1, 1], from powerless to in control; absent when the model does not measure it. */
  readonly dominance?: number;
  /** Words that weighed, in the order of the text. */
  readonly weights?: readonly WordWeight[];
  readonly note?: string;
}

/** How much a word of a sentence weighs: what the probability of the sentence's expression loses without it. */
export interface WordWeight {
  /** Position in the text, in UTF-16 units: from, and up to but without. */
  readonly from: number;
  readonly to: number;
  /** In [-1, 1]; negative for a word that speaks against the expression. */
  readonly weight: number;
}

/** A span of one person's time with one expression, or of the sound track with speech. */
export interface Segment extends Span {
  readonly kind: 'expression' | 'speech';
  /** Absent for speech whose speaker is not known. */
  readonly person?: number;
  /** Of speech: the same number for the same voice through the clip, from 0; absent without a model that tells voices apart. */
  readonly speaker?: number;
  readonly expression?: Expression;
  /** Of speech: why the voice has no verdict in most of it; absent where it has. */
  readonly uncertain?: string;
  /** Mean probability of `expression` (or of speech) over the span. */
  readonly probability: number;
  readonly valence?: number;
  readonly arousal?: number;
}

/** Facts about a clip, from its container. */
export interface ClipFacts {
  /** Name of the result folder. */
  readonly name: string;
  /** The file as the user gave it. */
  readonly path: string;
  /** Seconds. */
  readonly duration: number;
  /** Displayed size in pixels, after rotation; absent when there are no pictures. */
  readonly video?: { readonly width: number; readonly height: number; readonly frames: number; readonly codec: string };
  /** Absent when there is no sound. */
  readonly audio?: { readonly sampleRate: number; readonly channels: number; readonly codec: string };
}

/** How a clip was analysed: written to `run.json`, so that the same figures can be made again. */
export interface RunRecord {
  /** sha256 over the inputs: clip, settings, models, device. Equal keys give equal figures. */
  readonly key?: string;
  readonly affekt: string;
  readonly node: string;
  readonly ffmpeg: string;
  /** ISO 8601. */
  readonly started: string;
  /** Seconds of wall time. */
  readonly seconds: number;
  /** `complete`, or why the tables end early. */
  readonly state: 'complete' | 'interrupted' | 'failed';
  /** One line for people, when `state` is not `complete`. */
  readonly message?: string;
  readonly clip: ClipFacts;
  /** The device that a probe inference showed to work. */
  readonly device: string;
  /** By role: `{ detector: { id, sha256, licence, commercial } }`; `commercial` says whether the weights may be used for profit. */
  readonly models: Readonly<Record<string, { readonly id: string; readonly sha256: string; readonly licence: string; readonly commercial?: 'yes' | 'no' | 'unclear' }>>;
  /** The whole effective configuration. */
  readonly config: unknown;
  /** Further stages that had a part in the results, by name: where each comes from, its options, and what it tells of its work. */
  readonly plugins?: Readonly<Record<string, { readonly from: string; readonly version?: string; readonly sha256?: string; readonly paper?: string; readonly options: unknown; readonly record?: Readonly<Record<string, unknown>> }>>;
  /** How many frames had each status. */
  readonly frames: Readonly<Record<FrameStatus, number>>;
  /** Things a reader of the figures must know, a sentence each. */
  readonly notes: readonly string[];
}
