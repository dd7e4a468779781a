// Opens the window of a chat outside the page. Runs within the visitor's click, also while the rest is being fetched; a
// second call gives the same window and loads nothing. Its name is the chat's origin; size and other names come later.

export const openPopup = (origin: string): Window | null => open('', origin, 'popup');
