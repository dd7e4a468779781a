// Draws the Markdown that is safe and of use in a conversation, from a parser's tokens; whatever else there is stands as
// it was written. A chunk of its own, because of the parser.

import { Lexer, type MarkedToken, type Token } from 'marked';
import type { ComponentChildren } from 'preact';
import { PlainText } from '../rich-text.tsx';
import { destinationOf, saysTarget } from './addresses.ts';

/** Deeper than anybody writes. What goes on below it stands as it was written. */
const MOST_LEVELS = 12;
/** Beyond it the parser would go too deep, or take too long. */
const TOO_DEEP = /^[ \t]*(?:(?:[>*+-]|\d+[.)])[ \t]*){8}|\[{24}|(?:[*_~][^\s*_~]?){120}/mu;
/** How many times its length the parser may go through a text: what lies within marks is gone through again. Usual are three. */
const MOST_PASSES = 6;
const LEXER = { gfm: true, breaks: true };

/** null: there is nothing in it but words, which are then better drawn as they are. */
export function drawMarkdown(text: string): ComponentChildren {
  if (TOO_DEEP.test(text)) return null;
  const tokens = parsed(text);
  return tokens?.some(isFormat) ? drawAll(tokens, TOP) : null;
}

function parsed(text: string): Token[] | null {
  try {
    return boundedLexer(MOST_PASSES * text.length).lex(text);
  } catch {
    return null;
  }
}

/** Throws once it has been given more characters than that, all levels together. */
function boundedLexer(mostChars: number): Lexer {
  const lexer = new Lexer(LEXER);
  let left = mostChars;
  for (const step of ['blockTokens', 'inlineTokens'] as const) {
    const run = lexer[step].bind(lexer) as (text: string, ...rest: unknown[]) => Token[];
    lexer[step] = ((text, ...rest) => {
      left -= text.length;
      if (left < 0) throw new RangeError('too deep');
      return run(text, ...rest);
    }) as typeof run as never;
  }
  return lexer;
}

const isFormat = (token: Token): boolean => {
  const { type, tokens } = token as MarkedToken & { tokens?: Token[] };
  if (type === 'link' && (token as { raw: string }).raw.startsWith('[')) return true;
  return FORMATS.has(type) || (tokens?.some(isFormat) ?? false);
};
const FORMATS = new Set(['strong', 'em', 'del', 'codespan', 'code', 'list', 'blockquote', 'escape']);

/** `inLink`: its words are not links of their own. */
type Where = { level: number; inLink: boolean };
const TOP: Where = { level: 0, inLink: false };
const below = ({ level, inLink }: Where): Where => ({ level: level + 1, inLink });

const drawAll = (tokens: readonly Token[], where: Where) => tokens.map((token) => draw(token as MarkedToken, where));
const drawWords = (text: string, { inLink }: Where) => (inLink ? text : <PlainText text={text} />);

function draw(token: MarkedToken, where: Where): ComponentChildren {
  if (where.level > MOST_LEVELS) return drawWords(token.raw, where);
  const inner = () => ('tokens' in token && token.tokens ? drawAll(token.tokens, below(where)) : token.raw);
  switch (token.type) {
    case 'space':
      return null;
    case 'paragraph':
      return <p dir="auto">{inner()}</p>;
    case 'text':
      return token.tokens ? inner() : drawWords(token.text, where);
    case 'escape':
      return token.text;
    case 'br':
      return <br />;
    case 'strong':
      return <strong>{inner()}</strong>;
    case 'em':
      return <em>{inner()}</em>;
    case 'del':
      return <del>{inner()}</del>;
    case 'codespan':
      return <code dir="ltr">{token.text}</code>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre dir="ltr" tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote dir="auto">{inner()}</blockquote>;
    case 'list':
      return drawList(token, where);
    case 'link':
      return drawLink(token, where);
    case 'html':
    case 'image':
      return 'block' in token && token.block ? <RawBlock text={token.raw} /> : drawWords(token.raw, where);
    default:
      return <RawBlock text={token.raw} />;
  }
}

function drawList({ ordered, start, items }: Extract<MarkedToken, { type: 'list' }>, where: Where) {
  const drawn = items.map((item) => (
    <li>
      {item.task && (item.checked ? '☑ ' : '☐ ')}
      {drawAll(item.tokens, below(where))}
    </li>
  ));
  // All its marks on one side, whatever the direction of an item.
  return ordered ? (
    <ol dir="auto" start={start === '' ? 1 : start}>
      {drawn}
    </ol>
  ) : (
    <ul dir="auto">{drawn}</ul>
  );
}

function drawLink({ href, raw, text, tokens }: Extract<MarkedToken, { type: 'link' }>, where: Where) {
  // An address in the text: as in any other text.
  if (where.inLink || !raw.startsWith('[')) return drawWords(raw, where);
  const destination = destinationOf(href);
  if (!destination) return raw;
  return (
    <a href={destination.address} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{drawAll(tokens, { ...below(where), inLink: true })}</bdi>
      {!saysTarget(text, destination) && <b dir="ltr"> ({destination.target})</b>}
    </a>
  );
}

/** Unknown blocks end in line breaks that are no part of them. */
const RawBlock = ({ text }: { text: string }) => (
  <p class="raw" dir="auto">
    <PlainText text={text.replace(/\n+$/, '')} />
  </p>
);
