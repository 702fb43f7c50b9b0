import { parse, resolve, sep } from 'node:path';

/** Longest name in UTF-16 units; file systems allow 255 bytes, and an ending is still to come. */
const MAX_LENGTH = 80;

/**
 * Names for result folders, one per path and each different from the others: the file's name without its ending; where that is taken, with the
 * ending (`talk.mov`), then with the folders above (`monday-talk.mov`). Characters other than letters, digits, `.`, `_` and `-` become `_`.
 */
export function toClipNames(paths: readonly string[]): string[] {
  const candidates = paths.map(toCandidates);
  const levels = paths.map(() => 0);
  const nameOf = (i: number) => candidates[i]![Math.min(levels[i]!, candidates[i]!.length - 1)]!;
  for (;;) {
    const groups = Map.groupBy(paths.keys(), (i) => nameOf(i).toLowerCase());
    const shared = [...groups.values()].flatMap((group) => (group.length > 1 ? group : []));
    const movable = shared.filter((i) => levels[i]! < candidates[i]!.length - 1);
    if (movable.length === 0) return numberRepeated(paths.map((_, i) => nameOf(i)));
    for (const i of movable) levels[i]! += 1;
  }
}

/** From the shortest name to the whole path: `talk`, `talk.mov`, `monday-talk.mov`, … */
function toCandidates(path: string): string[] {
  const { dir, name, base } = parse(resolve(path));
  const folders = dir.split(sep).filter((folder) => folder !== '');
  const longer = folders.map((_, i) => [...folders.slice(folders.length - 1 - i), base].join('-'));
  return [name, base, ...longer].map(toSafe);
}

function toSafe(name: string): string {
  const safe = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^[.-]/, '_');
  return safe.length <= MAX_LENGTH ? safe : safe.slice(-MAX_LENGTH);
}

/** `a`, `a` → `a`, `a-2`: for paths that differ only in characters that names may not hold. */
function numberRepeated(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${name}-${n}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
