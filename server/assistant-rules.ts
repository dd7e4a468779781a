// What the demo assistant listens for, and what it answers. Knows the imaginary shop of the demo pages.

import type { OfferedPart } from '../protocol/message-parts.ts';
import { AFTER_DELIVERY, AFTER_RETURNS, TEAS, TOPICS, WARES } from './assistant-offers.ts';

/** `offer`: what the visitor may choose from beside the words. */
export type Rule = { pattern: RegExp; answers: readonly string[]; offer?: OfferedPart[] };

/** The first rule that fits answers. Questions come before courtesies: "hello, what about returns?" is a question. */
export const RULES: readonly Rule[] = [
  {
    pattern: /\b(who|what) are you\b|\b(bot|robot|human|real person|machine|chatgpt|ai)\b/i,
    answers: [
      'I am a demo assistant: a small program with a few prepared answers, no human and no clever machine. Whoever opens the agent console can talk to you in person.',
    ],
  },
  {
    pattern: /\b(speak|talk|someone|somebody)\b.*\b(human|person|agent|people)\b|\bagent\b/i,
    answers: ['I am only the demo assistant. A person can take your next chat from the agent console, at /agent.'],
  },
  {
    pattern: /\b(return|refund|exchange|send (it|them) back|money back|broken|damaged|cracked)/i,
    answers: [
      'You may send anything back within 30 days, tea tins unopened, and we refund you when the parcel arrives. If something came broken, a photo is enough.',
      'Returns are simple: 30 days, the order number on a slip of paper, and the refund goes the way you paid.',
    ],
    offer: [AFTER_RETURNS],
  },
  {
    pattern: /\b(deliver|shipp?|parcel|courier|arrive|postage|track)/i,
    answers: [
      'We pack on the next working day; delivery then takes two to four days. Postage is €4.50, and free from €60.',
      'Delivery takes two to four working days. You get a tracking link by e-mail when the parcel leaves us.',
    ],
    offer: [AFTER_DELIVERY],
  },
  {
    pattern: /\b(open(ing)?|close[sd]?|closing|hours?|when are you)\b/i,
    answers: [
      'The counter at 4 Harbour Steps is open Tuesday to Saturday, from ten to six. The chat tags along at any time.',
    ],
  },
  {
    pattern: /\b(where|address|directions|harbou?r)\b/i,
    answers: ['You find us at 4 Harbour Steps, in the former chandlery. It is an imaginary shop, so do not pack yet.'],
  },
  {
    pattern: /\b(price|cost|how much|expensive|cheap|discount|€|euros?)\b|€/i,
    answers: [
      'Milk oolong is €14 and hojicha €11 for 100 g; the side-handled teapot is €68, two tasting cups €38.',
      'Teas begin at €11 for 100 g, cups at €38 the pair, and the teapot is €68.',
    ],
    offer: [WARES],
  },
  {
    pattern: /\bbrew\b.*\boolong\b/i,
    answers: ['Water at 90 °C, two minutes, and it keeps its voice through five infusions.'],
  },
  {
    pattern: /\bbrew\b.*\bhojicha\b/i,
    answers: ['Hot water, one minute: hojicha forgives everything.'],
  },
  {
    pattern: /\b(oolong|hojicha|tea|brew|water|infus)/i,
    answers: [
      'For milk oolong: water at 90 °C, two minutes, and it keeps its voice through five infusions. Hojicha is kinder: hot water, one minute.',
      'If you like cream and cut grass, take the milk oolong; if you like toast and caramel, the hojicha.',
    ],
    offer: [TEAS],
  },
  {
    pattern: /\b(teapot|pot|cup|cups|clay|pottery|dishwasher)\b/i,
    answers: ['The pots are celadon stoneware, 350 ml, made here. Rinse them with hot water only: they remember soap.'],
  },
  {
    pattern: /\b(thanks?|thank you|thx|cheers|merci|danke|gracias)\b/i,
    answers: ['You are welcome. Anything else?', 'With pleasure. I am here if something else comes up.'],
  },
  {
    pattern: /\b(bye|goodbye|see you|good night|ciao)\b/i,
    answers: ['Goodbye, and a good cup to you. You can end the chat at the top whenever you like.'],
  },
  {
    pattern: /^\W*(hi|hello|hey|good (morning|day|afternoon|evening)|moin|hola)\b/i,
    answers: ['Hello! What can I do for you?', 'Hello again. What would you like to know?'],
    offer: [TOPICS],
  },
];
