// The real lines between tabs behind their port; needed only once there is a conversation.

import type { TabChannels } from './ports.ts';

export const browserChannels: TabChannels = {
  open(name, onMessage) {
    try {
      // Missing in old browsers; Firefox throws where storage is refused.
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => onMessage(data);
      return {
        post(message) {
          try {
            channel.postMessage(message);
          } catch {
            // Closed already.
          }
        },
        close: () => channel.close(),
      };
    } catch {
      return null;
    }
  },
};
