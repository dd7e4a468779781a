// What a site's own script does with the chat: first restoreChat on every page, startChat from a button.
// window.chatSession and window.chatLog are there for people to look at in the console, and for tests.

(() => {
  const EVENTS = [
    'AgentConnected',
    'AgentDisconnected',
    'AgentTyping',
    'MessageReceived',
    'SessionEnded',
    'Error',
    'Interrupted',
    'Continued',
  ];
  const ALREADY_HERE = 200;
  const chat = window.chat;
  const button = document.querySelector('[data-chat-start]');
  const note = document.querySelector('[data-chat-note]');
  // A page may ask for more, for example data-chat-options='{"disableWebSockets":true}' on this script's tag.
  // Most options are not remembered: both methods need the same ones.
  const options = { embedded: true, ...JSON.parse(document.currentScript.dataset.chatOptions ?? '{}') };

  window.chatLog = [];
  window.chatSession = null;

  const log = (type, event) => window.chatLog.push({ type, event });

  const listen = (session) => {
    window.chatSession = session;
    log('done', session);
    for (const name of EVENTS) {
      session[`on${name}`]((event) => log(name[0].toLowerCase() + name.slice(1), event));
    }
  };

  const explain = (event) => {
    log('fail', event);
    if (!event.error) return; // there was no chat to restore
    if (event.error.code === ALREADY_HERE) {
      chat.maximize();
      return;
    }
    note.textContent = `The chat is not available just now (${event.error.code}). Do write to us instead.`;
  };

  chat.restoreChat(options).done(listen).fail(explain);

  button.addEventListener('click', () => {
    note.textContent = '';
    chat.startChat(options).done(listen).fail(explain);
  });
})();
