// The mark of a chat that is on a transport of the site's own: it is on no other way, and no other chat is on that one.
// Apart from the document, which meets it as a server that is not the frame's own.

import type { LoadedState } from '../../protocol/saved-form.ts';
import type { PageOptions } from './state.ts';

/** In place of a chat server's origin. */
export const SITE_TRANSPORT = 'site';

/** Whether this page lacks the transport that the saved chat is on. */
export const lacksTransport = ({ serverOrigin }: LoadedState, { extra }: PageOptions): boolean =>
  serverOrigin === SITE_TRANSPORT && !extra?.transport;
