export function writeAnnotated(_: unknown): Promise<string> { return Promise.resolve(''); }
