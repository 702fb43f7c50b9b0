import type { RgbImage } from './image.ts';

/** A rectangle in pixels of the frame; may reach beyond its borders. */
export interface Box {
  /** Left edge. */
  readonly x: number;
  /** Top edge. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A position in pixels of the frame; the centre of the first pixel is (0, 0), as in OpenCV. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Five landmarks in pixels of the frame. Left and right are the person's own: the right eye is left in the picture. */
export interface Landmarks {
  readonly rightEye: Point;
  readonly leftEye: Point;
  readonly nose: Point;
  readonly rightMouth: Point;
  readonly leftMouth: Point;
}

/** One detected face. */
export interface Face {
  readonly box: Box;
  readonly landmarks: Landmarks;
  /** Detector confidence in [0, 1]. */
  readonly score: number;
}

/** Finds faces in pictures. Holds no state between calls. */
export interface FaceDetector extends AsyncDisposable {
  /** Registry id, written into every run record: `"yunet"`. */
  readonly id: string;
  /** Resolves with the faces of each image, best score first, after non-maximum suppression. Images may differ in size. Pixels are only read. */
  detect(images: readonly RgbImage[]): Promise<Face[][]>;
}
