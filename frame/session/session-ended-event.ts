// The end as the site's callbacks hear of it when no entry of the log says so.

import type { ApiEvent } from '../../protocol/api-events.ts';
import type { EndReason } from '../../protocol/session.ts';

export const sessionEndedEvent = (reason: EndReason, restored = false): ApiEvent => ({
  name: 'sessionEnded',
  event: { reason: { [reason]: true }, restored },
});
