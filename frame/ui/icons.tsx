// The few pictures of the interface, drawn in the colour of the text around them. Names stand on the buttons.

export const draw = (path: string) => () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

export const MinimizeIcon = draw('M6 9l6 6 6-6');
export const RestoreIcon = draw('M6 15l6-6 6 6');
