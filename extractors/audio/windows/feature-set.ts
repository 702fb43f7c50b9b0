import type { FrameDescriptors } from '../descriptors/frame-descriptors.ts';
import type { HeardFrame } from './heard-frame.ts';

/** Describes a stream of 16 kHz sound frame by frame; how it is cut into chunks does not matter. */
export interface FrameSource<Frame extends FrameDescriptors> {
  /** Returns the frames that are decided now. */
  push(samples: Float32Array): readonly Frame[] | Promise<readonly Frame[]>;
  /** Returns the last frames. Nothing may be pushed afterwards. */
  flush(): readonly Frame[] | Promise<readonly Frame[]>;
}

/** What a voice model is told of a window of sound. Holds no state between streams. */
export interface FeatureSet<Frame extends FrameDescriptors = FrameDescriptors> {
  /** Names of the features, in vector order. */
  readonly names: readonly string[];
  /** Opens a stream of frames 10 ms apart, in constant memory. */
  describe(): FrameSource<Frame>;
  /** Returns the features of one window's frames, of shape `[names.length]`, always finite; nothing where too little is spoken to say anything. */
  measure(frames: readonly (Frame & HeardFrame)[]): Float32Array | undefined;
}
