// What a site's own script does with the chat: first restoreChat on every page, startChat from a button.
// window.chatSession and window.chatLog are there for people to look at in the console, and for tests.
//
// A page may ask for more. As data, on this script's tag: data-chat-options='{"disableWebSockets":true}'. With functions,
// in a script before this one: window.shopChatOptions = { registration: (done) => ... }. Most options are not
// remembered, so both methods get the same ones. Pages without an interface name other methods: data-chat-restore,
// data-chat-start.

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
  const HERE_ALREADY = 200;
  const IN_ANOTHER_TAB = 201;
  const BLOCKED = 303;
  const CANCELLED = 304;
  const chat = window.chat;
  const { chatOptions = '{}', chatRestore = 'restoreChat', chatStart = 'startChat' } = document.currentScript.dataset;
  const options = { embedded: true, ...JSON.parse(chatOptions), ...window.shopChatOptions };

  window.chatLog = [];
  window.chatSession = null;

  const log = (type, event) => window.chatLog.push({ type, event });

  /** A session reaches us twice: from the promise, and from onSession, which also hears of those that others start. */
  const listen = (session) => {
    if (window.chatSession === session) return;
    window.chatSession = session;
    log('done', session);
    for (const name of EVENTS) {
      session[`on${name}`]((event) => log(name[0].toLowerCase() + name.slice(1), event));
    }
  };

  /** Looked for each time: a page that is swapped in has a note of its own. */
  const say = (words) => {
    const note = document.querySelector('[data-chat-note]');
    if (note) note.textContent = words;
  };

  const explain = (event) => {
    log('fail', event);
    if (!event.error) return; // there was no chat to restore
    const { code } = event.error;
    if (code === CANCELLED) return;
    if (code === HERE_ALREADY) chat.maximize();
    else if (code === IN_ANOTHER_TAB) say('Your chat is open in another window.');
    else if (code === BLOCKED) say('Your browser has blocked the chat’s window. Please allow it for this site.');
    else say(`The chat is not available just now (${code}). Do write to us instead.`);
  };

  chat.onSession(listen);
  chat[chatRestore]({ ...options, embedded: true })
    .done(listen)
    .fail(explain);

  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-chat-start]')) return;
    say('');
    chat[chatStart](options).done(listen).fail(explain);
  });
})();
