import { svg } from '../svg.ts';
import type { Palette } from './palette.ts';

/** Returns the gradients that the parts of one person refer to; their names begin with `id`. */
export function gradients(id: string, palette: Palette): string {
  return svg`<defs>
<radialGradient id="${id}skin" cx="0.44" cy="0.4" r="0.66"><stop offset="0" stop-color="${palette.light}"/><stop offset="0.5" stop-color="${palette.base}"/><stop offset="1" stop-color="${palette.shade}"/></radialGradient>
<linearGradient id="${id}neck" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.deep}"/><stop offset="0.55" stop-color="${palette.shade}"/><stop offset="1" stop-color="${palette.base}"/></linearGradient>
<linearGradient id="${id}side" x1="0" y1="0" x2="1" y2="0"><stop offset="0.62" stop-color="${palette.deep}" stop-opacity="0"/><stop offset="1" stop-color="${palette.deep}" stop-opacity="0.42"/></linearGradient>
<linearGradient id="${id}hair" x1="0.2" y1="0" x2="0.6" y2="1"><stop offset="0" stop-color="${palette.hairLight}"/><stop offset="0.5" stop-color="${palette.hair}"/><stop offset="1" stop-color="${palette.hairDark}"/></linearGradient>
<linearGradient id="${id}lower" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.lips}"/><stop offset="0.45" stop-color="${palette.lipsLight}"/><stop offset="1" stop-color="${palette.lips}"/></linearGradient>
${spot(`${id}shade`, palette.deep)}${spot(`${id}light`, palette.light)}${spot(`${id}blush`, palette.blush)}
<radialGradient id="${id}white"><stop offset="0.45" stop-color="#f6f2ec"/><stop offset="1" stop-color="#c9b8ae"/></radialGradient>
</defs>`;
}

function spot(id: string, colour: string): string {
  return svg`<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="0.75"/><stop offset="0.5" stop-color="${colour}" stop-opacity="0.34"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
}
