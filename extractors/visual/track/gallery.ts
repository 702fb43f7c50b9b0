/** Looks of one person: unit-length embeddings of shape `[dimensions]`. The first stays, the others make room for newer ones. */
export type Gallery = readonly Float32Array[];

const CAPACITY = 12;
/** Similarity from which a look adds nothing. */
const ALIKE = 0.95;

/** Returns the greatest cosine similarity of `embedding` to a look of the gallery, in [-1, 1]; `undefined` for an empty one. */
export function similarity(gallery: Gallery, embedding: Float32Array): number | undefined {
  return gallery.length === 0 ? undefined : Math.max(...gallery.map((look) => dot(look, embedding)));
}

/** Returns the gallery with one more look, unless it has such a one. The embedding is kept, not copied. */
export function addLook(gallery: Gallery, embedding: Float32Array): Gallery {
  if ((similarity(gallery, embedding) ?? -1) >= ALIKE) return gallery;
  const [first, ...others] = [...gallery, embedding];
  return [first, ...others.slice(-(CAPACITY - 1))];
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
