// A style sheet as text, for the parts that come after the document.

declare module '*.css?inline' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: Vite gives a text of this kind as the default export.
  export default text;
}
