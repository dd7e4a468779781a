// How the iframe stands in what is seen of the page: the visual viewport, which a keyboard makes smaller and an upset page
// moves. Styles by name; what is not named stays as it is.

export type Shape = { shape: Record<string, string>; isCovered: boolean };

/** Beyond it the visitor has magnified the page, and moves about in it by hand. */
const MAX_SCALE = 1.05;
/** Of the window in its corner, above and below. */
const MARGINS_PX = 40;

type Seen = Pick<VisualViewport, 'offsetTop' | 'offsetLeft' | 'width' | 'height' | 'scale'>;

/** `isFull`: from edge to edge. `isAtTop`: otherwise its corner is at the top. */
export function shapeFor(view: Seen | null, isFull: boolean, isAtTop: boolean): Shape {
  if (!view || view.scale > MAX_SCALE) return { shape: {}, isCovered: false };
  const { offsetTop, offsetLeft, width, height } = view;
  const covered = Math.max(0, Math.round(document.documentElement.clientHeight - offsetTop - height));
  const isCovered = covered > 0;
  if (isFull) {
    return {
      isCovered,
      shape: {
        inset: `${offsetTop}px auto auto ${offsetLeft}px`,
        width: `${width}px`,
        height: `${height}px`,
        margin: '0',
        'max-width': 'none',
        'max-height': 'none',
        'border-radius': '0',
      },
    };
  }
  if (!isCovered) return { isCovered, shape: {} };
  return {
    isCovered,
    shape: { ...(!isAtTop && { bottom: `${covered}px` }), 'max-height': `${Math.max(0, height - MARGINS_PX)}px` },
  };
}
