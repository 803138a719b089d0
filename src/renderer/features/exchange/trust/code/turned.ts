/** RGBA, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** The picture turned clockwise by less than a quarter, in greys and on white; between four pixels by their distance, or small squares would fray. */
export const turned = ({ width, height, data }: Pixels, degrees: number): Pixels => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [columns, rows] = [Math.ceil(width * cos + height * sin), Math.ceil(width * sin + height * cos)];
  const rgba = new Uint32Array(columns * rows).fill(0xffffffff);
  const greenAt = (at: number): number => data[at * 4 + 1] ?? 0;
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const [dx, dy] = [x - columns / 2, y - rows / 2];
      const [fromX, fromY] = [dx * cos + dy * sin + width / 2, dy * cos - dx * sin + height / 2];
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const [u, v] = [fromX - left, fromY - top];
      const at = top * width + left;
      const upper = greenAt(at) * (1 - u) + greenAt(at + 1) * u;
      const lower = greenAt(at + width) * (1 - u) + greenAt(at + width + 1) * u;
      rgba[y * columns + x] = 0xff000000 + Math.round(upper * (1 - v) + lower * v) * 0x010101;
    }
  }
  return { width: columns, height: rows, data: new Uint8ClampedArray(rgba.buffer) };
};
