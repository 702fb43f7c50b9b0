import { RecogniserError } from './recogniser-error.ts';

/** Codes of the languages that Whisper knows, in the order of its tokens; `yue` since large-v3. */
export const WHISPER_LANGUAGES = (
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw ' +
  'gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue'
).split(' ');

/** Tags that mean a language which Whisper calls otherwise. */
const ALIASES: Readonly<Record<string, string>> = { jv: 'jw', iw: 'he', in: 'id', nb: 'no', fil: 'tl', cmn: 'zh', ji: 'yi', mo: 'ro' };

/**
 * Returns Whisper's code for a BCP 47 tag (`zh-Hans-CN`) or an English name (`Chinese`).
 *
 * @throws RecogniserError UNKNOWN_LANGUAGE
 */
export function toWhisperLanguage(tag: string): string {
  const [primary = '', ...rest] = tag.trim().toLowerCase().split(/[-_]/);
  const code = primary === 'zh' && rest.includes('yue') ? 'yue' : (ALIASES[primary] ?? primary);
  if (WHISPER_LANGUAGES.includes(code)) return code;
  const named = WHISPER_LANGUAGES.find((each) => nameOf(each) === tag.trim().toLowerCase());
  if (named !== undefined) return named;
  throw new RecogniserError('UNKNOWN_LANGUAGE', { thing: `language ${JSON.stringify(tag)}`, detail: 'Whisper does not know it' });
}

/** Returns the BCP 47 tag of a code of Whisper. */
export function fromWhisperLanguage(code: string): string {
  return code === 'jw' ? 'jv' : code;
}

function nameOf(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(fromWhisperLanguage(code))?.toLowerCase() ?? code;
}
