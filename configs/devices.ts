/** The devices that a model can be asked to run on. */
export const DEVICES = ['cpu', 'cuda', 'webgpu', 'coreml', 'directml'] as const;
