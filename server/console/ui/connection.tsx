// Says how the console stands with the server, no better than it is.

import type { Failure } from '../../../protocol/errors.ts';
import type { Connection } from '../console-state.ts';
import { useOnline } from './use-now.ts';

const WORDS = {
  up: 'Connected',
  connecting: 'Connecting…',
  down: 'Reconnecting…',
  stopped: 'Disconnected',
} as const;

export const ConnectionMark = ({ connection }: { connection: Connection }) => {
  const isOnline = useOnline();
  const isOffline = !isOnline && connection.status !== 'up';
  return (
    <span class={`connection connection-${connection.status}`} role="status">
      {isOffline ? 'Offline' : WORDS[connection.status]}
    </span>
  );
};

export const stoppedText = ({ description }: Failure): string =>
  `No longer connected: ${description} Reload this page to try again.`;

/** Stands over a conversation while what is written cannot be delivered. */
export const ConnectionNotice = ({ connection }: { connection: Connection }) => {
  switch (connection.status) {
    case 'up':
      return null;
    case 'stopped':
      return <p class="banner banner-danger">{stoppedText(connection.error)}</p>;
    default:
      return <p class="banner">Not connected. What you write is kept and goes out when the connection is back.</p>;
  }
};
