import type { Span } from '../extractors/audio/sound.ts';
import type { Expression, Modality, Verdict } from '../fusion/verdict.ts';

/** What is said of one person at one moment; of a moment in which nobody was found, what is heard and said. */
export interface FrameVerdicts {
  /** Position in the container, from 0. */
  readonly frame: number;
  /** Presentation time in seconds. */
  readonly time: number;
  /** Id of the person through the clip, from 0; absent when nobody was found. */
  readonly person?: number;
  /** Where the face is, in pixels of the frame, and how sure the detector is, in [0, 1]. */
  readonly face?: { readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }; readonly score: number };
  /** The fused verdict. Absent with `person`, and before the verdicts are fused. */
  readonly verdict?: Verdict;
  readonly faceVerdict?: Verdict;
  readonly voiceVerdict?: Verdict;
  readonly textVerdict?: Verdict;
  /** Verdicts that are withheld, and why: `{ voice: 'not speech' }`. They are absent. */
  readonly uncertain?: Readonly<Partial<Record<Modality, string>>>;
  /** Probability of speech around this time, in [0, 1]; absent when the clip has no sound. */
  readonly speech?: number;
  /** Probability that the voice at this time is this person's, in [0, 1]. */
  readonly speaking?: number;
}

/** What is heard in one window of sound. */
export interface HeardWindow extends Span {
  readonly person?: number;
  /** Probability that somebody speaks, in [0, 1]. */
  readonly speech: number;
  readonly verdict?: Verdict;
  /** Classical descriptors by name, as in `voice.csv`. */
  readonly descriptors: Readonly<Record<string, number>>;
}

/** What is said in one stretch. */
export interface SaidSentence extends Span {
  readonly text: string;
  readonly speaker?: string;
  readonly person?: number;
  readonly verdict?: Verdict;
}

/** A span with one expression of one person, or with speech. */
export interface ClipSegment extends Span {
  readonly kind: 'expression' | 'speech';
  readonly person?: number;
  readonly expression?: Expression;
  readonly probability: number;
}

/** Everything that the analysis of a clip has found. */
export interface ClipResults {
  readonly clip: { readonly name: string; readonly path: string; /** Seconds. */ readonly duration: number };
  /** Yields the rows of the frame table in order of time, anew at each call. */
  readonly frames: () => AsyncIterable<FrameVerdicts>;
  readonly voice: readonly HeardWindow[];
  readonly sentences: readonly SaidSentence[];
  readonly segments: readonly ClipSegment[];
  /** Folder for what the plug-in has done so far, kept until the clip is done with: a run that is stopped goes on from there. It may not be there yet. */
  readonly workFolder: string;
}

/** A column of a table that a plug-in adds to. */
export interface PluginColumn {
  /** Lower case with underscores: `"explanation"`. */
  readonly name: string;
  readonly type: 'integer' | 'time' | 'number' | 'text';
  /** `'s'`, …; `'1'` for a number without a unit. Absent for text. */
  readonly unit?: string;
  readonly range?: readonly [number, number];
  /** For people: what it is, and when the cell is empty. */
  readonly description: string;
}

/** Cells by the name of their column; an absent one is empty. */
export type PluginCells = Readonly<Record<string, number | string | undefined>>;

/** A table of its own: `<name>.csv` in the result folder, and a section of the report. */
export interface PluginTable {
  /** Lower case with hyphens: `"descriptions"`. */
  readonly name: string;
  /** Heading in the report. */
  readonly title: string;
  readonly columns: readonly PluginColumn[];
  readonly rows: readonly PluginCells[];
}

/** What a plug-in adds to the results of a clip. */
export interface ClipAdditions {
  readonly tables?: readonly PluginTable[];
  /** Things that a reader of the figures must know, a sentence each: they go to `run.json` and the report. */
  readonly notes?: readonly string[];
  /** Facts as JSON: `plugins.<name>` in `run.json`. */
  readonly record?: Readonly<Record<string, unknown>>;
  /** One sentence, with what to do next, when it has not come to its end: the clip is then marked, and the same command takes it up again. */
  readonly incomplete?: string;
}

/** What a plug-in says of one moment before its verdicts are fused. */
export interface FrameJudgement {
  /** Verdicts that are not to be believed, with the reason: `{ voice: "not speech" }`. They are left out of the fused one. */
  readonly withheld?: Readonly<Partial<Record<Modality, string>>>;
  /** Cells of the columns that the plug-in adds to the frame table. */
  readonly cells?: PluginCells;
}

/** Judges the moments of one clip. */
export interface FrameJudge {
  /** Columns that it adds to the frame table. */
  readonly columns?: readonly PluginColumn[];
  /** Called for each row of a person in order of time. May keep state; the clip is judged anew, by a new judge, for each table that is written. */
  judge(row: FrameVerdicts): FrameJudgement;
}
