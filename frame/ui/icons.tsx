// The few pictures of the interface, drawn in the colour of the text around them. Names stand on the buttons.

const draw = (path: string) => () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

export const MinimizeIcon = draw('M6 9l6 6 6-6');
export const RestoreIcon = draw('M6 15l6-6 6 6');
export const SendIcon = draw('M12 19V6M6 11.5 12 5.5l6 6');
export const SentIcon = draw('M5 12.5l4.5 4.5L19 7.5');
