// How well one colour is seen on another, as WCAG 2.2 counts it. Pure; what a browser makes of a CSS colour is asked of it.

export type Rgb = readonly [red: number, green: number, blue: number];

/** From 0 to 255; null: cannot be told, or is seen through. */
export type Resolve = (color: string) => Rgb | null;

export const LEAST_FOR_TEXT = 4.5;

export function contrast(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
