// What can be read off a conversation. Apart from selectors.ts, which the document needs for a form.

import type { Live } from './selectors.ts';
import type { Conversation, Ended, Phase } from './state.ts';

export { canDiscard } from './outbox.ts';

/** Messages typed before the server has answered wait in the outbox, so they are welcome while restoring. */
export const canSend = (life: Phase): life is Live =>
  life.phase === 'restoring' || (life.phase === 'active' && !life.leaving);

export const isReconnecting = (life: Phase): boolean =>
  life.phase !== 'idle' && 'transport' in life && life.transport.status === 'down';

/** The first index that the page has still to be told of and that has not been fetched yet, or null. */
export const missingFrom = ({ transcript, toldIndex }: Conversation | Ended): number | null =>
  transcript.firstIndex > toldIndex + 1 ? toldIndex + 1 : null;
