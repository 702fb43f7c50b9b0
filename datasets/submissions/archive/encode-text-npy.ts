const ALIGNMENT = 64;

/** Returns a `.npy` file (version 1.0) of a one-dimensional array of text, the type `<U…` of numpy, which is read back without pickle. */
export function encodeTextNpy(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = points.reduce((longest, each) => Math.max(longest, each.length), 1);
  const dictionary = `{'descr': '<U${width}', 'fortran_order': False, 'shape': (${texts.length},), }`;
  const start = Math.ceil((10 + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(start + texts.length * width * 4);
  const view = new DataView(file.buffer);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  view.setUint16(8, start - 10, true);
  file.set(new TextEncoder().encode(`${dictionary.padEnd(start - 11)}\n`), 10);
  points.forEach((each, row) => each.forEach((point, column) => view.setUint32(start + 4 * (row * width + column), point, true)));
  return file;
}
