// Makes foreign text fit to be shown: nothing invisible that could mislead. The text itself is never changed anywhere
// but on the screen.

/** Control characters other than line breaks and tabs, and the marks that turn the direction of what follows. */
const UNFIT = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu;

export const fitToShow = (text: string): string => text.replace(UNFIT, '');
