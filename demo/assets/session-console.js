// Buttons for each command of the session and of the chat, and a list of all that comes back.

(() => {
  const lines = document.querySelector('[data-lines]');
  let session = null;

  const COMMANDS = {
    sendMessage: (text) => session.sendMessage(text),
    sendUrl: (address) => session.sendMessage({ message: address, type: 'url' }),
    sendTyping: (typedText) => session.sendTyping({ typedText }),
    stopTyping: () => session.sendTyping({ isTyping: false }),
    getTranscript: (index) => session.getTranscript({ fromIndex: Number(index) }),
    setUserData: (json) => session.setUserData(JSON.parse(json)),
    getUserData: (key) => session.getUserData(key),
    deleteUserData: (key) => session.deleteUserData(key),
    leave: () => session.leave(),
    minimize: () => chat.minimize(),
    maximize: () => chat.maximize(),
    toggle: () => chat.toggle(),
    isMinimized: () => chat.isMinimized(),
    close: () => chat.close(),
    destroy: () => chat.destroy(),
    restoreChat: () => chat.restoreChat({ embedded: true }),
  };
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

  const write = (name, value) => {
    const line = document.createElement('li');
    line.textContent = value === undefined ? name : `${name} ${JSON.stringify(value)}`;
    lines.prepend(line);
  };

  chat.onSession((next) => {
    session = next;
    write('onSession');
    for (const name of EVENTS) session[`on${name}`]((event) => write(`on${name}`, event));
  });

  document.querySelector('[data-commands]').addEventListener('submit', (event) => {
    event.preventDefault();
    const { command } = event.target.dataset;
    const value = event.target.querySelector('input')?.value;
    try {
      const answer = COMMANDS[command](value);
      if (!answer?.done) return write(command, answer);
      // A session has nothing to show but its methods.
      answer.done((result) => write(`${command}: done`, result?.sendMessage ? 'a session' : result));
      answer.fail((failure) => write(`${command}: fail`, failure));
    } catch (error) {
      // No session yet, one that has ended, or text that is not JSON.
      write(`${command}: ${error}`);
    }
  });
})();
