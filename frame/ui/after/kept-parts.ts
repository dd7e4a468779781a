// What a message carries beside its words, as it is kept: files by name and size, and what cards and lists offered. Quick
// replies are offered for a moment only, and are not kept. Pure; knows no format of a file.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Card, FileFacts, MessagePart } from '../../../protocol/message-parts.ts';
import type { Strings } from '../../locale/strings.ts';
import { sizeInWords } from '../size-in-words.ts';
import { destinationOf } from '../talk/addresses.ts';

export type KeptFile = { name: string; size: string; mediaType: string; sizeBytes: number };
/** A card, or one of a list. */
export type KeptItem = { title: string; details: readonly string[] };

export const keptFile = ({ name, sizeBytes, mediaType }: FileFacts, { language }: Strings): KeptFile => ({
  ...{ name: fitToShow(name), size: sizeInWords(sizeBytes, language) },
  ...{ mediaType, sizeBytes },
});

export function itemsIn(part: MessagePart): KeptItem[] {
  if (part.kind === 'cards')
    return part.cards.map((card) => ({ title: fitToShow(card.title), details: detailsOf(card) }));
  if (part.kind !== 'list') return [];
  return [
    ...(part.title ? [{ title: fitToShow(part.title), details: [] }] : []),
    ...part.items.map(({ label, detail }) => ({
      title: fitToShow(label),
      details: detail ? [fitToShow(detail)] : [],
    })),
  ];
}

const detailsOf = ({ text, buttons = [] }: Card): string[] => [
  ...(text ? [fitToShow(text)] : []),
  ...buttons.map((button) => {
    const address = 'url' in button ? destinationOf(button.url)?.address : undefined;
    return fitToShow(address ? `${button.label} (${address})` : button.label);
  }),
];
