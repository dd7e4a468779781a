// Runs in the window of a conversation that is to be printed: dresses the page and prints it, at once and by its button.
// In the frame it only says where it lies and how such pages look. Imports nothing: it stands alone there.

export const address = import.meta.url;

export const pageStyles = `
:root { color-scheme: light; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1d26; background: #fff; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.375rem; }
p { margin: 0; }
ol { margin: 1.5rem 0 0; padding: 0; list-style: none; }
li { margin-block: 0 0.875rem; break-inside: avoid; }
time, .when, .file, .notice { color: #596172; font-size: 0.8125rem; }
.who { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; }
.text { white-space: pre-wrap; unicode-bidi: plaintext; }
.notice { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
.visitor { border-inline-start: 3px solid #3a4fd0; padding-inline-start: 0.75rem; }
.agent, .system { border-inline-start: 3px solid #c4c9d4; padding-inline-start: 0.75rem; }
button { float: inline-end; min-height: 2.5rem; padding: 0.25rem 1.25rem; border: 1px solid #858d9c; border-radius: 0.625rem; background: #fff; font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid #3a4fd0; outline-offset: 2px; }
@media print { body { margin: 0; max-width: none; } button { display: none; } }
`;

const button = document.querySelector('[data-print]');
if (button) {
  // By the object model: the page's policy, which is also the frame's, knows no style of its own.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles);
  document.adoptedStyleSheets = [sheet];
  button.addEventListener('click', () => print());
  print();
}
