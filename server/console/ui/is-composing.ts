// Whether a key belongs to an input method, which has its own use for Enter, Esc and the arrows.

/** Safari ends the composition before the key event: only the old key code still tells. */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229;
