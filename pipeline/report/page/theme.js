// @ts-check
/** @typedef {{ expressions: string[], ink: string, quiet: string, line: string, paper: string, card: string, valence: string, arousal: string, speech: string, statuses: string[] }} Palette */

/** Returns the colours of the style sheet as they are now. @param {readonly string[]} expressions @returns {Palette} */
export function readPalette(expressions) {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    expressions: expressions.map(colour),
    ink: colour('ink'),
    quiet: colour('quiet'),
    line: colour('line'),
    paper: colour('paper'),
    card: colour('card'),
    valence: colour('valence'),
    arousal: colour('arousal'),
    speech: colour('speech'),
    statuses: ['analysed', 'no-face', 'skipped', 'failed'].map(colour),
  };
}

/** Returns black or white, whichever is easier to read on `colour`. @param {string} colour `#rrggbb` */
export function textOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

/** Lets the button and the system choose light or dark, paper be light; calls `changed` after every change. @param {() => void} changed */
export function followTheme(changed) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const apply = (/** @type {string} */ theme) => {
    root.dataset.theme = theme;
    changed();
  };
  dark.addEventListener('change', () => apply(dark.matches ? 'dark' : 'light'));
  document.getElementById('theme')?.addEventListener('click', () => apply(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  document.getElementById('print')?.addEventListener('click', () => print());
  let before = '';
  addEventListener('beforeprint', () => {
    before = root.dataset.theme ?? 'light';
    apply('light');
  });
  addEventListener('afterprint', () => apply(before));
  root.dataset.theme = dark.matches ? 'dark' : 'light';
}
