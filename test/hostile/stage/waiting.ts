// How a stage finds what it does something to, and waits for what follows.

export const find = (css: string): HTMLInputElement => {
  const element = document.querySelector<HTMLInputElement>(css);
  if (!element) throw new Error(`nothing there: ${css}`);
  return element;
};

/** Some of it comes over the network, or is worked on first. */
export async function until(isThere: () => boolean): Promise<void> {
  for (let looks = 0; looks < 500 && !isThere(); looks += 1) await new Promise((next) => setTimeout(next, 10));
}
