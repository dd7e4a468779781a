// English, all of it. The frame's document carries the beginning alone; the rest comes with what needs it.

import { enBeginning } from './en-beginning.ts';
import { enConversation } from './en-conversation.ts';
import { enForm } from './en-form.ts';
import type { AllStrings } from './strings.ts';

export type { AllStrings, PluralForms, Strings } from './strings.ts';

export const en: AllStrings = { ...enBeginning, ...enForm, ...enConversation };
