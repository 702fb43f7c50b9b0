import { basename } from 'node:path';

/** Endings of media, and no others: `2.1` is a name. */
const MEDIA = /\.(?:mp4|m4v|mov|avi|mkv|webm|mpe?g|mts|wmv|flv|3gp|ogv|wav|flac|mp3|m4a|aac|ogg|opus|wma|aiff?)$/i;
/** MERBench tells parts of MELD apart by it; tables of MELD are of one part. */
const PART = /^(?:train|val|dev|test)_(?=dia\d+_utt\d+$)/;

/** Returns the name by which tables know a clip: that of its file, without folders and ending. */
export function toClipName(file: string): string {
  return basename(file.replaceAll('\\', '/')).replace(MEDIA, '').replace(PART, '').normalize('NFC');
}
