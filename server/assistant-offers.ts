// What the demo assistant offers beside its words: answers to choose from, cards of the shop's wares, a list of its teas.
// No choice bears the name of a button of the chat itself.

import type { Card, OfferedPart } from '../protocol/message-parts.ts';

const replies = (...choices: [label: string, text: string][]): OfferedPart => ({
  kind: 'quickReplies',
  replies: choices.map(([label, text]) => ({ label, text })),
});

/** What it knows anything about. */
export const TOPICS = replies(
  ['Delivery', 'How long does delivery take?'],
  ['Returns', 'Can I return something?'],
  ['Opening hours', 'When are you open?'],
  ['Prices', 'How much does it all cost?'],
);

export const AFTER_DELIVERY = replies(['Returns', 'And if I want to return it?'], ['Thank you', 'Thank you!']);
export const AFTER_RETURNS = replies(['Delivery', 'How long does delivery take?'], ['Thank you', 'Thank you!']);

const ware = (title: string, text: string, label: string, question: string): Card => ({
  title,
  text,
  buttons: [{ label, text: question }],
});

export const WARES: OfferedPart = {
  kind: 'cards',
  cards: [
    ware('Milk oolong', 'Cream and cut grass. €14 for 100 g.', 'How to brew it', 'How do I brew milk oolong?'),
    ware('Hojicha', 'Toast and caramel. €11 for 100 g.', 'How to brew it', 'How do I brew hojicha?'),
    ware('Side-handled teapot', 'Celadon stoneware, 350 ml. €68.', 'How to care for it', 'How do I wash the pot?'),
    ware('Two tasting cups', 'Celadon stoneware. €38 the pair.', 'How to care for them', 'How do I wash the cups?'),
  ],
};

export const TEAS: OfferedPart = {
  kind: 'list',
  title: 'Our teas',
  items: [
    { label: 'Milk oolong', text: 'How do I brew milk oolong?', detail: '90 °C, two minutes, five infusions' },
    { label: 'Hojicha', text: 'How do I brew hojicha?', detail: 'Hot water, one minute' },
    { label: 'Neither, thank you', text: 'Thank you!' },
  ],
};
