const NEXT_STEP = {
  NOT_FOUND: 'Install the package with `npm install {name}`, or see the plug-ins that affekt brings along with `affekt plugins list`.',
  NOT_LOADED: 'Mend the package, or take it out of `plugins` in the configuration.',
  NOT_A_PLUGIN: 'Let it export `plugin`, made with `definePlugin`; docs/plugins.md says how.',
  CLASH: 'Give one of them another name.',
  WRONG_POINT: 'See where each attaches, and which command runs it, with `affekt plugins list`.',
  BAD_RESULT: 'This is a mistake in the plug-in; please tell its makers.',
  FAILED: 'See its options with `affekt plugins show {name}`; the other results are kept.',
} as const;

/** A plug-in cannot be used, or failed. The message names it and ends with what to do next. */
export class PluginError extends Error {
  override readonly name = 'PluginError';
  readonly code: keyof typeof NEXT_STEP;

  constructor(code: keyof typeof NEXT_STEP, { plugin, detail, next, cause }: { plugin: string; detail: string; next?: string; cause?: unknown }) {
    super(`plug-in ${plugin}: ${detail}. ${next ?? NEXT_STEP[code].replaceAll('{name}', plugin)}`.replace(/\p{Cc}/gu, '\uFFFD'), { cause });
    this.code = code;
  }
}
