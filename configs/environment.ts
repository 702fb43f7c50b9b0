import envPaths from 'env-paths';

/** What the environment says, read once at start. The only place that reads environment variables. */
export interface Environment {
  /** Where fetched models are kept: `AFFEKT_MODELS`, else the user's cache folder. */
  readonly modelFolder: string;
  /** Folders or addresses asked for models first: `AFFEKT_MODEL_MIRROR`, several separated by the path separator or a space. */
  readonly mirrors: readonly string[];
  /** `AFFEKT_OFFLINE` set to anything but 0. */
  readonly offline: boolean;
  /** Programs to use in place of those on the path: `AFFEKT_FFMPEG`, `AFFEKT_FFPROBE`. */
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** The program whisper-cli to use in place of one that affekt built: `AFFEKT_WHISPER_CLI`. */
  readonly whisperCli?: string | undefined;
  /** Where affekt keeps the whisper-cli that it built: `AFFEKT_WHISPER`, else the user's cache folder. */
  readonly whisperFolder: string;
  /** Where plug-ins keep what can be made again, a folder for each: `AFFEKT_PLUGIN_CACHE`, else the user's cache folder. */
  readonly pluginFolder: string;
  /** All variables, for programs that are started with more of them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** `NO_COLOR` is set. */
  readonly noColor: boolean;
  /** `CI` is set. */
  readonly ci: boolean;
}

/** Returns what `variables` say. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const cache = envPaths('affekt', { suffix: '' }).cache;
  const separators = process.platform === 'win32' ? /[; ]+/ : /(?<!https?):|[ ]+/;
  return {
    modelFolder: variables.AFFEKT_MODELS ?? `${cache}/models`,
    mirrors: (variables.AFFEKT_MODEL_MIRROR ?? '').split(separators).filter((mirror) => mirror !== ''),
    offline: !['', '0'].includes(variables.AFFEKT_OFFLINE ?? ''),
    ffmpeg: variables.AFFEKT_FFMPEG ?? 'ffmpeg',
    ffprobe: variables.AFFEKT_FFPROBE ?? 'ffprobe',
    whisperCli: variables.AFFEKT_WHISPER_CLI === '' ? undefined : variables.AFFEKT_WHISPER_CLI,
    variables,
    whisperFolder: variables.AFFEKT_WHISPER ?? `${cache}/whisper.cpp`,
    pluginFolder: variables.AFFEKT_PLUGIN_CACHE ?? `${cache}/plugins`,
    noColor: (variables.NO_COLOR ?? '') !== '',
    ci: (variables.CI ?? '') !== '',
  };
}
