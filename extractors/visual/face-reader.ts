import type { Face } from './face.ts';
import type { RgbImage } from './image.ts';

/** What an expression model says of one face. */
export interface FaceReading {
  /** Shape `[labels.length]`, in the order of the model's `labels`, sums to 1. */
  readonly probabilities: Float32Array;
  /** In [-1, 1]; present only when the model has such an output. */
  readonly valence?: number;
  /** In [-1, 1]; present only when the model has such an output. */
  readonly arousal?: number;
  /** What the last layer of the model was given; present when asked for. */
  readonly units?: Float32Array;
}

/** Reads expression from a face in a picture. Holds no state between calls. */
export interface FaceReader extends AsyncDisposable {
  /** Registry id: `"human-emotion"`. */
  readonly id: string;
  /** Class names in output order, in the model's own words. */
  readonly labels: readonly string[];
  /** Cuts each face out as the model wants it and resolves with one reading per face, in order. */
  read(faces: readonly FaceInImage[]): Promise<FaceReading[]>;
}

/** Turns a face into an identity vector, comparable by cosine similarity. */
export interface FaceEmbedder extends AsyncDisposable {
  readonly id: string;
  readonly dimensions: number;
  /** Cosine similarity above which two vectors are taken for one person. */
  readonly samePerson: number;
  /** Resolves with one unit-length vector of shape `[dimensions]` per face, in order. */
  embed(faces: readonly FaceInImage[]): Promise<Float32Array[]>;
}

/** A face together with the picture it is in. */
export interface FaceInImage {
  readonly image: RgbImage;
  readonly face: Face;
}
