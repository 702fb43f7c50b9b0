import type { Place } from '../../../datasets/drawn/draw-person.ts';
import type { Beat } from './beats.ts';

/** Everything that a fake corpus consists of, decided before anything is drawn. Paths are relative to its folder, with `/`. */
export interface FakePlan {
  /** Labels, lists, transcripts. Written last, so that a corpus with labels has its media. */
  readonly files: readonly PlannedFile[];
  readonly clips: readonly FakeClip[];
  readonly quirks: readonly Quirk[];
}

/** A file whose content is known beforehand. */
export interface PlannedFile {
  readonly path: string;
  /** A function where it takes a while to make. */
  readonly content: string | Uint8Array | (() => Promise<Uint8Array>);
}

/** Something unusual that the real corpus has too, and where it is here. */
export interface Quirk {
  /** A word for tests: `"gap-in-crops"`. */
  readonly quirk: string;
  /** Key of a clip, or path of a file. */
  readonly where: string;
  /** A sentence for people. */
  readonly what: string;
  /** What a test can hold a reader to: frame numbers, counts. */
  readonly facts?: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A rate as a fraction, since 29.97 is none. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** One clip to be drawn: who is in it, and which files it becomes. */
export interface FakeClip {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  readonly frames: number;
  readonly people: readonly FakePerson[];
  readonly sound: FakeSound;
  /** Relative path of the video; the ending says the container: mp4, avi, flv. */
  readonly video?: string;
  /** Relative path of the sound as 16-bit WAV. */
  readonly wav?: string;
  /** Relative path of the faces as uint8 BGR `[frames, 112, 112, 3]`. */
  readonly faces?: string;
  /** Factor by which the pictures are made smaller and larger again; 1 where they are left alone. */
  readonly blur?: number;
}

/** What is heard. */
export interface FakeSound {
  readonly kind: 'mono' | 'stereo' | 'silent' | 'none';
  /** Seconds, where the sound does not end with the pictures. */
  readonly seconds?: number;
  /** Decibels between the voice and the voice of somebody else. */
  readonly snr?: number;
}

/** One person of a clip. */
export interface FakePerson {
  /** Number of the look and of the voice. */
  readonly seed: number;
  readonly beats: readonly Beat[];
  readonly place: Place;
  readonly speaks: boolean;
  readonly crops?: readonly CropFolder[];
}

/** A folder with one picture of the face for each frame: `00001.jpg`, … */
export interface CropFolder {
  readonly folder: string;
  readonly cut: 'aligned' | 'loose';
  /** First and last frames, counted from 1, in which no face was found. */
  readonly gaps: readonly (readonly [number, number])[];
  /** Number of the last picture that there may be. */
  readonly last: number;
}

/** Returns a rate in Hz. */
export function toHz({ numerator, denominator }: Rate): number {
  return numerator / denominator;
}
