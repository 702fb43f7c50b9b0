import type { Look } from '../look.ts';
import type { Pose } from '../pose.ts';
import type { Palette } from './palette.ts';

/** What every part of a face is drawn from. The origin is midway between the eyes; pupils are 124 units apart; y points down. */
export interface Painting {
  readonly pose: Pose;
  readonly look: Look;
  readonly palette: Palette;
  /** Prefix of gradient and clip names, unique for each person of a picture. */
  readonly id: string;
}
