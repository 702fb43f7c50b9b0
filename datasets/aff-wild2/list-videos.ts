import { extname } from 'node:path';
import { listEntries } from './list-entries.ts';

const EXTENSIONS = ['.mp4', '.avi'];

/** Resolves with the videos in `folders` by name without extension, those to be taken first: `.mp4` before `.avi`, then in the order of the folders. */
export async function listVideos(folders: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = (await Promise.all(folders.map((folder) => listEntries(folder)))).flat().filter((entry) => !entry.isFolder);
  const videos = new Map<string, string[]>();
  for (const extension of EXTENSIONS) {
    for (const { name, path } of files.filter((file) => extname(file.name).toLowerCase() === extension)) {
      const key = name.slice(0, -extension.length);
      videos.set(key, [...(videos.get(key) ?? []), path]);
    }
  }
  return videos;
}
