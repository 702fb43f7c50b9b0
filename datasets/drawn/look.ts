/** How hair is worn. */
export type HairStyle = 'short' | 'parted' | 'long' | 'cropped';

/** What a drawn person looks like; does not change while they speak. Colours are `#rrggbb`. */
export interface Look {
  readonly skin: string;
  readonly hair: string;
  readonly hairStyle: HairStyle;
  readonly iris: string;
  readonly lips: string;
  readonly shirt: string;
  /** Colours of the wall behind, top and bottom. */
  readonly wall: readonly [string, string];
  /** Width of the head, 1 is average, [0.9, 1.1]. */
  readonly faceWidth: number;
  /** Width at the corners of the jaw, 1 is average, [0.85, 1.1]. */
  readonly jawWidth: number;
  /** Length from mouth to chin, 1 is average, [0.9, 1.15]. */
  readonly chinLength: number;
  /** Size of the eyes, 1 is average, [0.9, 1.12]. */
  readonly eyeSize: number;
  /** Width of the nose, 1 is average, [0.85, 1.2]. */
  readonly noseWidth: number;
  /** Fullness of the lips, 1 is average, [0.8, 1.3]. */
  readonly lipFullness: number;
  /** Thickness of the brows, 1 is average, [0.7, 1.3]. */
  readonly browThickness: number;
}
