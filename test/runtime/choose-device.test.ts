import { expect, test } from 'vitest';
import { chooseDevice } from '../../runtime/choose-device.ts';

const absent = { device: 'cuda', works: false, reason: 'no such card' } as const;
const webgpu = (milliseconds: number) => ({ device: 'webgpu', works: true, milliseconds }) as const;
const cpu = { device: 'cpu', works: true, milliseconds: 10 } as const;

test('the first device that works is chosen', () => {
  expect(chooseDevice([absent, webgpu(5), cpu])).toBe('webgpu');
  expect(chooseDevice([{ device: 'cuda', works: true, milliseconds: 50 }, webgpu(5), cpu])).toBe('cuda');
});

test('a WebGPU far slower than the CPU is a program that imitates a card, and the CPU is chosen', () => {
  expect(chooseDevice([absent, webgpu(41), cpu])).toBe('cpu');
});

test('a slow WebGPU is taken when nothing else is welcome', () => {
  expect(chooseDevice([webgpu(41)])).toBe('webgpu');
});

test('when no device works the last one is refused with its reason', () => {
  expect(() => chooseDevice([absent])).toThrow(expect.objectContaining({ name: 'DeviceError', message: expect.stringMatching(/^cuda: no such card\. Use --device auto/) }));
});
