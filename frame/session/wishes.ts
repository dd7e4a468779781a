// What a person can wish for through the interface. The interface reports these and nothing else; the engine adds
// time and ids and turns them into session events.

import type { FormValues } from '../../protocol/saved-form.ts';
import type { ChosenFile } from '../ports.ts';

export type Wish =
  | { type: 'registrationEdited'; values: FormValues }
  | { type: 'registrationSubmitted'; values: FormValues }
  | { type: 'registrationCancelled' }
  /** While the server is asked. Not the same as of the form: whoever presses twice has not cancelled that. */
  | { type: 'openingCancelled' }
  | { type: 'draftEdited'; text: string }
  | { type: 'messageSubmitted'; text: string }
  | { type: 'retryRequested'; messageId: string }
  /** Of a message that was refused, or a file that is not there yet. */
  | { type: 'discardRequested'; messageId: string }
  /** By hand, by paste or by drop: each becomes a message of this session, in this order. */
  | { type: 'filesChosen'; sessionId: string; files: readonly ChosenFile[] }
  /** The newest entries are in view and the page is visible. */
  | { type: 'conversationSeen' }
  /** Entries from the first that is in view to the end of the conversation; null: the end is in view. */
  | { type: 'scrolled'; fromEnd: number | null }
  | { type: 'minimizeRequested' }
  | { type: 'maximizeRequested' }
  /** After the confirmation. */
  | { type: 'endConfirmed' }
  /** Of an ended chat: what is filled in, before it is submitted. */
  | { type: 'ratingEdited'; score: number; comment: string }
  /** Of an ended chat: 1 to 5, and a comment that may be empty. Of several the last counts. */
  | { type: 'rated'; score: number; comment: string }
  /** Of an ended chat: the site begins another as it began this one. */
  | { type: 'newChatRequested' }
  /** Of an ended chat's window. */
  | { type: 'closeRequested' };
