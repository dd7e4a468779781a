// What bots and sites offer visitors to choose from, drawn plainly: an agent sees what was offered and chooses nothing.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Card, MessagePart } from '../../../protocol/message-parts.ts';
import { FileView } from './file-view.tsx';
import { safeLink } from './format.ts';

export const PartView = ({ part }: { part: MessagePart }) => {
  switch (part.kind) {
    case 'file':
      return <FileView file={part} />;
    case 'quickReplies':
      return <Choices labels={part.replies.map(({ label }) => label)} />;
    case 'list':
      return (
        <div class="part">
          {part.title && <p class="part-title">{fitToShow(part.title)}</p>}
          <ul class="choices" aria-label="Offered to choose from">
            {part.items.map(({ label, detail }, at) => (
              <li key={at} dir="auto">
                {fitToShow(label)}
                {detail && <span class="choice-detail">{fitToShow(detail)}</span>}
              </li>
            ))}
          </ul>
        </div>
      );
    case 'cards':
      return (
        <div class="cards">
          {part.cards.map((card, at) => (
            <CardView key={at} card={card} />
          ))}
        </div>
      );
  }
};

const Choices = ({ labels }: { labels: readonly string[] }) => (
  <ul class="choices choices-row" aria-label="Offered to choose from">
    {labels.map((label, at) => (
      <li key={at} dir="auto">
        {fitToShow(label)}
      </li>
    ))}
  </ul>
);

const CardView = ({ card }: { card: Card }) => {
  const links = (card.buttons ?? []).flatMap((button) => ('url' in button ? [button] : []));
  const replies = (card.buttons ?? []).flatMap((button) => ('url' in button ? [] : [button.label]));
  return (
    <div class="part" dir="auto">
      <p class="part-title">{fitToShow(card.title)}</p>
      {card.text && <p>{fitToShow(card.text)}</p>}
      {card.image && <Outside url={card.image.url} label={`Picture: ${card.image.alt || 'without words'}`} />}
      {links.map(({ label, url }, at) => (
        <Outside key={at} url={url} label={label} />
      ))}
      {replies.length > 0 && <Choices labels={replies} />}
    </div>
  );
};

const Outside = ({ url, label }: { url: string; label: string }) => {
  const href = safeLink(url);
  return (
    <p>
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          <bdi>{fitToShow(label)}</bdi>
        </a>
      ) : (
        <bdi>{fitToShow(label)}</bdi>
      )}
    </p>
  );
};
