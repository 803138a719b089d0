import type { Pixels } from '../../../../src/renderer/features/exchange/trust/code/turned.ts';
import { draw, type Grey, type Squares } from '../../../codePictures.ts';

/** How a camera of 960×720 sees a code on a screen. */
export type Shot = {
  /** Edge of the code with its border, in pixels. */
  readonly edge: number;
  /** Degrees in the plane of the picture, and how much nearer one side is than the other. */
  readonly turned?: number;
  readonly tilted?: number;
  /** Radius in pixels, and of the grey values how far one side is darker and how far each pixel may be off. */
  readonly blurred?: number;
  readonly shaded?: number;
  readonly noisy?: number;
};

const width = 960;
const height = 720;
const paper = 230;
const ink = 30;

/** The same numbers in every run (Numerical Recipes' generator), between -1 and 1. */
const createNoise = (): (() => number) => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
};

/** Looks up the plane of the code: turned about the middle, and tilted about the upright axis. */
const project = (squares: Squares, { edge, turned = 0, tilted = 0 }: Shot): Grey => {
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
  const scale = squares.length / edge;
  const greyAt = (x: number, y: number): number => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    const depth = 1 + (tilted * dx) / edge;
    const column = Math.floor(((dx * cos + dy * sin) / depth) * scale + squares.length / 2);
    const row = Math.floor(((dy * cos - dx * sin) / depth) * scale + squares.length / 2);
    const dark = squares[row]?.[column];
    return dark === undefined ? 110 : dark ? ink : paper;
  };
  const parts = [1 / 4, 3 / 4];
  return draw(width, height, (x, y) => {
    let sum = 0;
    for (const u of parts) for (const v of parts) sum += greyAt(x + u, y + v);
    return sum / 4;
  });
};

/** Three passes of a box come close to the blur of a lens. */
const blur = (grey: Grey, radius: number): Grey => {
  const reach = [-1, 0, 1].map((step) => step * radius);
  const pass = ({ values }: Grey, stride: (step: number) => readonly [number, number]): Grey =>
    draw(width, height, (x, y) => {
      let sum = 0;
      for (const step of reach) {
        const [dx, dy] = stride(step);
        const [left, top] = [Math.max(0, Math.min(width - 2, x + Math.floor(dx))), Math.max(0, Math.min(height - 2, y + Math.floor(dy)))];
        const [u, v] = [dx - Math.floor(dx), dy - Math.floor(dy)];
        const at = top * width + left;
        sum += (values[at] ?? 0) * (1 - u) * (1 - v) + (values[at + 1] ?? 0) * u + (values[at + width] ?? 0) * v;
      }
      return sum / reach.length;
    });
  let blurred = grey;
  for (let times = 0; times < 2; times += 1)
    blurred = pass(
      pass(blurred, (step) => [step, 0]),
      (step) => [0, step],
    );
  return blurred;
};

export const toPixels = ({ width: columns, height: rows, values }: Grey): Pixels => {
  const rgba = new Uint32Array(values.length);
  for (let at = 0; at < rgba.length; at += 1) rgba[at] = 0xff000000 + (values[at] ?? 0) * 0x010101;
  return { width: columns, height: rows, data: new Uint8ClampedArray(rgba.buffer) };
};

/** What a camera sees of a code. */
export const photographed = (squares: Squares, shot: Shot): Pixels => {
  const { blurred = 0, shaded = 0, noisy = 0 } = shot;
  const seen = blurred > 0 ? blur(project(squares, shot), blurred) : project(squares, shot);
  const noise = createNoise();
  return toPixels(
    draw(width, height, (x, y) => {
      const value = (seen.values[y * width + x] ?? 0) * (1 - (shaded * x) / width) + noise() * noisy;
      return Math.max(0, Math.min(255, value));
    }),
  );
};
