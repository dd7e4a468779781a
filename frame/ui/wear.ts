// Styles that come with a lazy part of the interface. A sheet made by script is no inline style to the frame's policy.

const worn = new Set<string>();

/** Each is put on once. */
export function wear(styles: string): void {
  if (worn.has(styles)) return;
  worn.add(styles);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
