/** What the muscles of a drawn face do. Every field is a plain number, so that poses can be added and blended; 0 is at rest. Up to a fifth beyond a range still looks natural. */
export interface Pose {
  /** Lip corners pulled up and out (action unit 12), [0, 1]. */
  readonly smile: number;
  /** Lip corners up (positive) or down (negative, action unit 15), [-1, 1]. */
  readonly mouthCorner: number;
  /** Lips parted (action unit 25), [0, 1]. */
  readonly mouthOpen: number;
  /** Lips rounded and narrowed (action unit 18), [0, 1]. */
  readonly mouthRound: number;
  /** Corners drawn apart without going up (action unit 20), [0, 1]. */
  readonly mouthWide: number;
  /** Lips pressed thin (action unit 24), [0, 1]. */
  readonly lipPress: number;
  /** Upper lip raised, teeth bared (action unit 10), [0, 1]. */
  readonly upperLip: number;
  /** Chin boss and lower lip pushed up (action unit 17), [0, 1]. */
  readonly chinRaise: number;
  /** Jaw dropped (action units 26 and 27), [0, 1]. */
  readonly jaw: number;
  /** Whole brow raised (action units 1 + 2), [0, 1]. */
  readonly browRaise: number;
  /** Inner ends of the brows raised (action unit 1), [0, 1]. */
  readonly browInner: number;
  /** Brows lowered and drawn together (action unit 4), [0, 1]. */
  readonly browFurrow: number;
  /** Upper lids raised (positive, action unit 5) or drooping (negative), [-1, 1]. */
  readonly lidOpen: number;
  /** Lower lids tightened (action unit 7), [0, 1]. */
  readonly lidTight: number;
  /** Eyes shut, [0, 1]. */
  readonly blink: number;
  /** Nose wrinkled (action unit 9), [0, 1]. */
  readonly noseWrinkle: number;
  /** Cheeks raised (action unit 6), [0, 1]. */
  readonly cheekRaise: number;
  /** Gaze to the right of the picture, [-1, 1]. */
  readonly gazeX: number;
  /** Gaze downwards, [-1, 1]. */
  readonly gazeY: number;
  /** Head turned to the right of the picture, radians. */
  readonly headTurn: number;
  /** Head bowed, radians. */
  readonly headNod: number;
  /** Head tilted clockwise in the picture, radians. */
  readonly headTilt: number;
}

/** The face at rest: every field is 0. */
export const REST: Pose = {
  smile: 0, mouthCorner: 0, mouthOpen: 0, mouthRound: 0, mouthWide: 0, lipPress: 0, upperLip: 0, chinRaise: 0, jaw: 0,
  browRaise: 0, browInner: 0, browFurrow: 0, lidOpen: 0, lidTight: 0, blink: 0, noseWrinkle: 0, cheekRaise: 0,
  gazeX: 0, gazeY: 0, headTurn: 0, headNod: 0, headTilt: 0,
};
