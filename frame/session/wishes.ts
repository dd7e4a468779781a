// What a person can wish for through the interface. The interface reports these and nothing else; the engine adds
// time and ids and turns them into session events.

import type { FormValues } from '../../protocol/saved-form.ts';

export type Wish =
  | { type: 'registrationEdited'; values: FormValues }
  | { type: 'registrationSubmitted'; values: FormValues }
  | { type: 'registrationCancelled' }
  | { type: 'draftEdited'; text: string }
  | { type: 'messageSubmitted'; text: string }
  | { type: 'retryRequested'; messageId: string }
  | { type: 'discardRequested'; messageId: string }
  /** The newest entries are in view and the page is visible. */
  | { type: 'conversationSeen' }
  /** Pixels from the end of the conversation to the first that is in view; null: the end is. */
  | { type: 'scrolled'; fromEnd: number | null }
  | { type: 'minimizeRequested' }
  | { type: 'maximizeRequested' }
  /** After the confirmation. */
  | { type: 'endConfirmed' }
  /** Of an ended chat's window. */
  | { type: 'closeRequested' };
