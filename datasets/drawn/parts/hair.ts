import type { HairStyle } from '../look.ts';
import { svg } from '../svg.ts';
import type { Painting } from './painting.ts';

/** Outlines around the head: what hangs behind it, and what lies on the forehead. */
const STYLES: Readonly<Record<HairStyle, { readonly back: string; readonly front: string; readonly strands: string }>> = {
  short: {
    back: 'M-140 10C-158 -120 -118 -212 0 -214C118 -212 158 -120 140 10Z',
    front: 'M-135 -10C-150 -110 -112 -210 0 -212C112 -210 150 -110 135 -10C130 -50 122 -76 104 -92C60 -118 -10 -122 -60 -112C-96 -104 -124 -70 -135 -10Z',
    strands: 'M-118 -60Q-104 -150 -20 -190M-104 -70Q-84 -140 0 -172M-84 -92Q-60 -140 30 -160M-56 -104Q-20 -140 56 -144M-20 -114Q20 -136 76 -126M30 -112Q66 -118 100 -98M40 -186Q96 -160 118 -100M70 -182Q116 -150 126 -70',
  },
  parted: {
    back: 'M-142 20C-162 -120 -120 -216 0 -218C120 -216 162 -120 142 20Z',
    front: 'M-136 2C-152 -110 -112 -214 6 -216C116 -212 152 -110 136 2C132 -40 128 -66 112 -84C80 -100 20 -112 -46 -146C-66 -116 -118 -92 -136 2Z',
    strands: 'M-46 -146Q30 -190 104 -100M-46 -146Q10 -166 80 -106M-46 -148Q60 -214 124 -80M-44 -152Q60 -236 132 -50M-46 -146Q0 -150 40 -122M-50 -148Q-92 -130 -118 -60M-52 -152Q-104 -140 -128 -50M-50 -158Q-110 -160 -134 -30',
  },
  long: {
    back: 'M-150 250C-176 40 -166 -216 0 -220C166 -216 176 40 150 250C120 272 100 262 92 230L-92 230C-100 262 -120 272 -150 250Z',
    front: 'M-140 70C-160 -110 -112 -214 0 -216C112 -214 160 -110 140 70C130 10 126 -40 96 -90C60 -112 34 -130 8 -160C-30 -122 -104 -110 -116 -50C-126 -10 -130 30 -140 70Z',
    strands: 'M8 -160Q-70 -130 -122 -40M6 -168Q-84 -146 -130 -20M4 -178Q-96 -164 -136 0M8 -164Q80 -130 126 -30M12 -170Q94 -146 132 -10M14 -182Q106 -160 138 10M8 -160Q-40 -130 -90 -104M10 -158Q50 -124 88 -100',
  },
  cropped: {
    back: 'M-134 -20C-146 -130 -112 -200 0 -202C112 -200 146 -130 134 -20Z',
    front: 'M-133 -24C-144 -120 -108 -200 0 -202C108 -200 144 -120 133 -24C130 -60 122 -92 100 -112C60 -134 -60 -134 -100 -112C-122 -92 -130 -60 -133 -24Z',
    strands: 'M-116 -70Q-110 -110 -84 -140M-100 -90Q-90 -130 -50 -156M-70 -120Q-50 -150 0 -160M-30 -126Q0 -150 50 -156M20 -126Q56 -140 84 -140M70 -122Q96 -120 110 -90M100 -112Q116 -96 124 -60',
  },
};

/** Returns the hair behind head and neck. */
export function drawBackHair({ look, palette }: Painting): string {
  return svg`<path d="${STYLES[look.hairStyle].back}" transform="scale(${look.faceWidth} 1)" fill="${palette.hairDark}"/>`;
}

/** Returns the hair over the forehead, with its shadow on the skin. */
export function drawFrontHair({ look, palette, id }: Painting): string {
  const { front, strands } = STYLES[look.hairStyle];
  const strand = (colour: string, width: number, opacity: number) =>
    svg`<path d="${strands}" transform="translate(${width} ${2 * width})" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-opacity="${opacity}"/>`;
  return svg`<g transform="scale(${look.faceWidth} 1)"><clipPath id="${id}front"><path d="${front}"/></clipPath><path d="${front}" transform="translate(0 7)" fill="${palette.deep}" opacity="0.3"/>
<path d="${front}" fill="url(#${id}hair)"/><g clip-path="url(#${id}front)">${strand(palette.hairLight, 5, 0.3)}${strand(palette.hairDark, 3, 0.45)}</g></g>`;
}
