// English, all of it. The frame's document carries the beginning alone; the rest comes with the conversation.

import { enBeginning } from './en-beginning.ts';
import { enConversation } from './en-conversation.ts';
import type { Strings } from './strings.ts';

export type { PluralForms, Strings } from './strings.ts';

export const en: Strings = { ...enBeginning, ...enConversation };
