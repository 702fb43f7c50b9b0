/** Points whose plug-ins make a file out of a file or folder. */
export const MAKING_POINTS = ['model-file', 'build'] as const;
