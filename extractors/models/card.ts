import type { Fixture } from './fixture.ts';

/** What a model is for. */
export type ModelTask =
  | 'face-detection'
  | 'face-landmarks'
  | 'face-blendshapes'
  | 'facial-expression'
  | 'face-identity'
  | 'voice-activity'
  | 'voice-emotion'
  | 'audio-events'
  | 'speaker-embedding'
  | 'speech-encoder'
  | 'text-encoder'
  | 'picture-encoder'
  | 'speech-recognition';

/** Where the bytes come from, and how they are known to be the right ones. */
export type ModelFile = FetchedFile | PackagedFile | BundledFile | ExportedFile;

/** A file that is fetched: ONNX, or what the model’s own program takes. At least one of the two checksums is given. */
export interface FetchedFile {
  /** The public source; absent for a converted file, which only a mirror or the user can give. */
  readonly url?: string;
  /** Path below a mirror. */
  readonly mirrorPath: string;
  /** Of the file, in hexadecimal. */
  readonly sha256?: string;
  /** Its id under git: SHA-1 of `blob <bytes>\0` and the file. */
  readonly gitBlob?: string;
  /** Size, where the source states it. */
  readonly bytes?: number;
}

/** A TensorFlow.js graph model in an installed npm package; compiled to ONNX on first use. */
export interface PackagedFile {
  readonly npm: string;
  /** Of the JSON file, below the package's folder. */
  readonly path: string;
  readonly sha256: string;
  readonly weights: { readonly path: string; readonly sha256: string };
}

/** An ONNX file that comes with affekt, below its root. */
export interface BundledFile {
  readonly bundled: string;
  readonly sha256: string;
}

/**
 * An ONNX file that its user makes from a checkpoint, since nobody publishes it. Its checksum is known once it is imported, and is noted then;
 * what another export gives is another file.
 */
export interface ExportedFile {
  /** Name of the file in the store. */
  readonly exported: string;
  /** What makes it. */
  readonly command: string;
}

/** Facts about a model. Nothing has a default: a wrong mean does not fail, it lies. */
export interface ModelCard {
  /** One line for people. */
  readonly title: string;
  readonly task: ModelTask;
  readonly file: ModelFile;
  readonly input: {
    readonly name: string;
    readonly layout: 'NCHW' | 'NHWC' | 'samples' | 'features' | 'tokens';
    /** Height and width in pixels, for pictures; `'dynamic'` when any multiple of 32 is taken. */
    readonly size?: readonly [number, number] | 'dynamic';
    readonly channels?: 'RGB' | 'BGR' | 'gray';
    /** `(value / scale − mean) / std` per channel, value in 0..255. */
    readonly scale?: number;
    readonly mean?: readonly number[];
    readonly std?: readonly number[];
    /** Hz, for sound. */
    readonly sampleRate?: number;
  };
  readonly output: {
    /** Every output that is read, the one with the classes first. */
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
  /** A recorded answer, compared when the file is first loaded. Without it only the shape of the output is compared with the labels. */
  readonly fixture?: Fixture;
  /** What this card says that was not checked against the original, a sentence each. */
  readonly unverified?: readonly string[];
}
