// A style sheet as text, for the parts that come after the document.

declare module '*.css?inline' {
  const text: string;
  export default text;
}
