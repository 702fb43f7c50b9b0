/** Which layers of the net that a file was made of are still in it. Layers are counted from 0. */
export interface LayerMap {
  /** How many layers there were. */
  readonly original: number;
  /** Numbers of those that are left, in order: the position is the new number. */
  readonly kept: readonly number[];
}

const KEY = 'affekt.layers';

/** Returns the map in a file's notes, or that of a net of `layers` layers from which none was removed. What does not fit the net counts as none. */
export function readLayerMap(metadata: Readonly<Record<string, string>>, layers: number): LayerMap {
  const map = parse(metadata[KEY]);
  return map?.kept.length === layers ? map : { original: layers, kept: Array.from({ length: layers }, (_, layer) => layer) };
}

/** Returns the layers that were removed from the net in a file, by its notes: none when it has no map. */
export function removedLayers(metadata: Readonly<Record<string, string>>): number[] {
  const map = parse(metadata[KEY]);
  if (map === undefined) return [];
  return Array.from({ length: map.original }, (_, layer) => layer).filter((layer) => !map.kept.includes(layer));
}

/** Returns the notes with a map. */
export function withLayerMap(metadata: Readonly<Record<string, string>>, map: LayerMap): Readonly<Record<string, string>> {
  return { ...metadata, [KEY]: JSON.stringify(map) };
}

function parse(text: string | undefined): LayerMap | undefined {
  try {
    const map = JSON.parse(text ?? 'null') as Partial<LayerMap> | null;
    const isMap = Number.isInteger(map?.original) && Array.isArray(map?.kept) && map.kept.every((layer) => Number.isInteger(layer) && layer >= 0 && layer < map.original!);
    return isMap ? (map as LayerMap) : undefined;
  } catch {
    return undefined; // Somebody else's note of that name
  }
}
