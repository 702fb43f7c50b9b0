/** What `affekt analyze` does unless told otherwise. */
export const everyday = { about: 'Every frame, face and voice, with the best models on this machine.', config: {} } as const;
