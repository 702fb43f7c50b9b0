import type { Runtime } from '../../runtime/runtime.ts';
import type { Engine } from '../../fusion/train/engine.ts';
import type { FaceTools } from '../stages/read-faces.ts';
import type { VoiceTools } from '../stages/read-voice.ts';
import type { MediaTools } from '../media/media-tools.ts';
import type { RunEvent } from '../training/run/run-event.ts';

/** A published system from a corpus on disk to scores and files to hand in. */
export interface Recipe {
  /** What may be chosen with `--tasks`, and what is done by default. */
  readonly tasks: readonly string[];
  /** What may be chosen with `--models`; the first `defaultModels` of them are done by default. */
  readonly models: readonly string[];
  readonly defaultModels: number;
  /**
   * Runs all steps, each of which keeps what an earlier call has finished. Resolves with the table of scores; it is also in `scores.md` and `scores.json`.
   *
   * @throws DatasetError, ConfigError, TrainingError of a step; the signal's reason when it aborts
   */
  readonly run: (options: RecipeOptions, tools: RecipeTools) => Promise<ScoreTable>;
}

/** What the user chose. */
export interface RecipeOptions {
  /** Folder of the corpus. */
  readonly root: string;
  /** Names of folders of the corpus, see `CorpusOptions`. */
  readonly layout: Readonly<Record<string, string>>;
  readonly out: string;
  readonly tasks: readonly string[];
  readonly models: readonly string[];
  /** Feature folder by modality; what is not named is made with the embedded models. */
  readonly features: Readonly<Record<string, string>>;
  readonly align: 'linear' | 'convolution' | 'wen';
  /** What the published code does, faults included, as far as the trainer can. */
  readonly asPublished: boolean;
  /** Half width of the box filter over predictions, in frames; 0 for none. */
  readonly smooth: number;
  /** Draws and repeats of a search. */
  readonly draws: number;
  readonly repeat: number;
  readonly seed: number;
  /** Settings of the training configuration, `a.b=value` each; they win over those of the recipe. */
  readonly set: readonly string[];
}

/** What a recipe works with. */
export interface RecipeTools {
  readonly faces: FaceTools;
  readonly voice: VoiceTools;
  readonly media: MediaTools;
  readonly runtime: Runtime;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly tell: (event: RecipeEvent) => void;
}

/** What happens while a recipe runs. */
export type RecipeEvent =
  | { readonly type: 'stage'; readonly text: string }
  | { readonly type: 'clips'; readonly done: number; readonly total: number }
  | { readonly type: 'warning'; readonly text: string }
  | { readonly type: 'training'; readonly system: string; readonly event: RunEvent }
  | { readonly type: 'written'; readonly path: string };

/** Scores by system. */
export interface ScoreTable {
  readonly title: string;
  /** Names of the scores. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly system: string; readonly scores: readonly (number | undefined)[] }[];
  /** What a reader must know. */
  readonly notes: readonly string[];
}
