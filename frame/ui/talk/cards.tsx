// Cards with a picture, words and buttons; several stand side by side and are scrolled by touch, by keyboard and by
// buttons.

import { useEffect, useRef, useState } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Card } from '../../../protocol/message-parts.ts';
import { BackIcon, OnIcon } from '../conversation-icons.tsx';
import { destinationOf, ownAddress } from './addresses.ts';
import { CardPicture } from './card-picture.tsx';
import { say } from './reply.ts';
import type { Tools } from './tools.ts';

type CardsProps = { cards: readonly Card[]; tools: Tools };

export function Cards({ cards, tools }: CardsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [ends, setEnds] = useState({ isAtStart: true, isAtEnd: false });
  const look = () => setEnds(endsOf(list.current));
  useEffect(() => {
    if (!list.current || cards.length === 1) return;
    const observer = new ResizeObserver(look);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  const items = cards.map((card, place) => <OneCard key={place} card={card} tools={tools} />);
  if (cards.length === 1) return <ul class="cards">{items}</ul>;
  const { strings } = tools;
  return (
    <div class="side-by-side">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul class="cards" aria-label={strings.cards} tabIndex={0} ref={list} onScroll={look}>
        {items}
      </ul>
      <p class="turns">
        <button
          type="button"
          class="round"
          aria-label={strings.cardsBack}
          disabled={ends.isAtStart}
          onClick={() => turn(list.current, -1)}
        >
          <BackIcon />
        </button>
        <button
          type="button"
          class="round"
          aria-label={strings.cardsOn}
          disabled={ends.isAtEnd}
          onClick={() => turn(list.current, 1)}
        >
          <OnIcon />
        </button>
      </p>
    </div>
  );
}

/** Where one reads from right to left it is counted downwards from 0. */
function endsOf(list: HTMLElement | null): { isAtStart: boolean; isAtEnd: boolean } {
  const gone = Math.abs(list?.scrollLeft ?? 0);
  return { isAtStart: gone < 2, isAtEnd: list !== null && gone + list.clientWidth > list.scrollWidth - 2 };
}

function turn(list: HTMLElement | null, step: number): void {
  const card = list?.firstElementChild;
  if (!list || !card) return;
  const direction = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
  list.scrollBy({ left: step * direction * card.clientWidth });
}

function OneCard({ card: { title, text, image, buttons }, tools }: { card: Card; tools: Tools }) {
  return (
    <li class="card">
      {image && <CardPicture image={image} tools={tools} />}
      <p class="title" dir="auto">
        {fitToShow(title)}
      </p>
      {text && <p dir="auto">{fitToShow(text)}</p>}
      {buttons?.map((button, place) => (
        <CardButton key={place} button={button} tools={tools} />
      ))}
    </li>
  );
}

function CardButton({ button, tools }: { button: NonNullable<Card['buttons']>[number]; tools: Tools }) {
  const label = fitToShow(button.label);
  if ('url' in button) {
    const destination = destinationOf(ownAddress(button.url, tools.serverOrigin) ?? button.url);
    if (!destination) return null;
    return (
      <a class="button" href={destination.address} target="_blank" rel="noopener noreferrer nofollow">
        <bdi>{label}</bdi> <small dir="ltr">{destination.target}</small>
      </a>
    );
  }
  return (
    <button
      type="button"
      class="button"
      dir="auto"
      disabled={tools.onSay === null}
      onClick={(event) => say(button, tools, event.currentTarget)}
    >
      {label}
    </button>
  );
}
