// The few pictures of the console, drawn in the colour of the text around them: a font need not have them. Names stand
// beside them or on the buttons.

const draw = (path: string) => () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

export const BackIcon = draw('M15 5l-7 7 7 7');
export const DetailsIcon = draw('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.5v.1');
export const HandOverIcon = draw('M4 8.5h14l-3.5-3.5M20 15.5H6l3.5 3.5');
export const NewestIcon = draw('M12 5v14M6 13l6 6 6-6');
export const StarIcon = draw('M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z');
