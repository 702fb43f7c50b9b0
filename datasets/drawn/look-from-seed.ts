import type { HairStyle, Look } from './look.ts';
import { seededRandom } from './seeded-random.ts';

const SKINS = ['#e6b795', '#f0c9ab', '#d9a47c', '#c48a62', '#a66f4c', '#8a5a3c'] as const;
const HAIRS = ['#3a2a20', '#1f1a18', '#5b3d27', '#7a5433', '#2b2422', '#8d8580'] as const;
const IRISES = ['#5b3d26', '#3f5f7d', '#5d6b3c', '#4a3320', '#6b7f8c'] as const;
const SHIRTS = ['#35506e', '#6e3f45', '#3f6154', '#57506e', '#444b52', '#7a6a4c'] as const;
const WALLS = [['#a9b6c1', '#6d7983'], ['#c2b9a8', '#877c6c'], ['#a8b8ac', '#66766c'], ['#b9b1c0', '#766e80']] as const;
const STYLES: readonly HairStyle[] = ['parted', 'short', 'long', 'cropped'];

/** Returns the look of person number `seed` (a whole number): the same seed always gives the same person. */
export function lookFromSeed(seed: number): Look {
  const random = seededRandom(seed * 7919 + 17);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const between = (low: number, high: number) => low + random() * (high - low);
  const skin = pick(SKINS);
  return {
    skin,
    hair: pick(HAIRS),
    hairStyle: pick(STYLES),
    iris: pick(IRISES),
    lips: SKINS.indexOf(skin) >= 4 ? '#8f4a44' : '#b4605a',
    shirt: pick(SHIRTS),
    wall: pick(WALLS),
    faceWidth: between(0.94, 1.05),
    jawWidth: between(0.92, 1.06),
    chinLength: between(0.95, 1.08),
    eyeSize: between(0.95, 1.08),
    noseWidth: between(0.9, 1.12),
    lipFullness: between(0.85, 1.15),
    browThickness: between(0.85, 1.2),
  };
}
