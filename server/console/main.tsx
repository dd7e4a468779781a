// The console's composition root: browser ports, the account, and one console per agent.

import './styles/tokens.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/lists.css';
import './styles/conversation.css';
import './styles/details.css';
import './styles/work.css';
import './styles/dialogs.css';

import { render } from 'preact';
import { createAccount } from './account.ts';
import { App } from './app.tsx';
import { claimInBrowser, createSound, isLooking } from './browser-attention.ts';
import { postPieceBy } from './browser-files.ts';
import { browserClock, browserRandom, browserSocket, browserStorage, socketUrl } from './browser-ports.ts';

const root = document.getElementById('console');
if (root) {
  render(
    <App
      account={createAccount((input, init) => fetch(input, init))}
      ports={{
        clock: browserClock,
        random: browserRandom,
        storage: browserStorage,
        openSocket: browserSocket(socketUrl(location)),
        postPiece: postPieceBy((input, init) => fetch(input, init)),
        attention: { clock: browserClock, isLooking, claim: claimInBrowser, play: createSound().play },
      }}
      // Oddities are for developers who look for them; there is nothing that an agent could do.
      // biome-ignore lint/suspicious/noConsole: the console is their place
      log={(description) => console.warn(`[agent console] ${description}`)}
    />,
    root,
  );
}
