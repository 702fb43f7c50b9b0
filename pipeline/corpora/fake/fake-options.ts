/** How a fake corpus is made. */
export interface FakeOptions {
  /** How many videos; 20 by default. */
  readonly clips?: number;
  /** The same seed gives the same corpus; 0 by default. */
  readonly seed?: number;
  /** Seconds of a clip on average; each kind has its own default. */
  readonly seconds?: number;
  /** Edition of ABAW whose names Aff-Wild2 has; 6 by default. */
  readonly edition?: number;
  /** Whether labels of the test sets lie with the organisers only, are placeholders, or are out; `hidden` by default. */
  readonly testLabels?: 'hidden' | 'placeholders' | 'released';
  /** Whether MER 2023 is laid out as the organisers' own tools leave it, in place of how it is released. */
  readonly processed?: boolean;
  /** `all` by default; `crops`: pictures of faces in one colour in place of drawn ones, no videos, no sound; `none`: labels and lists only. */
  readonly media?: 'all' | 'crops' | 'none';
  /** Recordings whose pictures and sound stand in for drawn ones, in turn. They do not follow the labels. */
  readonly from?: readonly string[];
  /** Whether a folder that holds a fake corpus already is gone on with, where the options are the same, or replaced. */
  readonly force?: boolean;
  readonly ffmpeg?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FakeProgress) => void;
}

/** How far the work is. */
export interface FakeProgress {
  readonly done: number;
  readonly total: number;
  /** The clip that was finished last. */
  readonly clip: string;
}

/** What the planners of the kinds are told. */
export interface PlanRequest {
  readonly clips: number;
  readonly seed: number;
  readonly seconds: number | undefined;
  readonly edition: number;
  readonly testLabels: 'hidden' | 'placeholders' | 'released';
  readonly processed: boolean;
}
