// A chat drawn by the page itself: everything in it comes from the session, nothing from the widget. Messages are text
// and are put on the page as text.

(() => {
  const find = (name) => document.querySelector(`[data-own-${name}]`);
  const [log, state, face, typing] = ['log', 'state', 'face', 'typing'].map(find);
  const [begin, composer, endButton] = ['begin', 'composer', 'end'].map(find);
  const field = composer.elements[0];
  const hours = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  /** The back end is told at most so often that the visitor types. */
  const TYPING_PAUSE_MS = 2_000;

  const add = (look, text, timestamp) => {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    const line = document.createElement('div');
    line.className = look;
    line.textContent = text;
    if (timestamp) {
      const time = document.createElement('time');
      time.dateTime = new Date(timestamp).toISOString();
      time.textContent = hours.format(timestamp);
      line.append(time);
    }
    log.append(line);
    // Whoever reads further up stays there.
    if (isAtEnd || look.includes('mine')) log.scrollTop = log.scrollHeight;
    return line;
  };

  const say = (words, name = '') => {
    state.textContent = words;
    face.textContent = name.slice(0, 1) || '…';
  };

  const show = (isTalking) => {
    begin.hidden = isTalking;
    composer.hidden = endButton.hidden = !isTalking;
  };

  /** Events: what others say and do. `sent` are our messages that have not come back from the server. */
  const listen = (session, sent) => {
    let agent = '';
    session.onMessageReceived(({ party, content, timestamp }) => {
      const mine = party.type.client;
      if (mine) sent.shift()?.remove();
      else typing.textContent = '';
      add(mine ? 'mine' : 'theirs', content.text, timestamp);
    });
    session.onAgentConnected(({ party }) => {
      agent = party.name;
      say(agent, agent);
      add('told', `${agent} is here`);
    });
    session.onAgentDisconnected(({ party }) => {
      say('Someone else will be with you shortly.');
      add('told', `${party.name} has left`);
    });
    session.onAgentTyping(({ party, isTyping }) => {
      typing.textContent = isTyping ? `${party.name} is typing…` : '';
    });
    session.onInterrupted(() => say('The line is down. What you write goes out later.'));
    session.onContinued(() => say(agent || 'Someone will be with you shortly.', agent));
    session.onSessionEnded(() => {
      say('This chat is over.', 'Kettle & Clay');
      typing.textContent = '';
      show(false);
    });
  };

  /** Commands: what we say and do. Handlers are properties, so that those of the session before are gone. */
  const obey = (session, sent) => {
    let toldAt = 0;
    composer.onsubmit = (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return;
      field.value = '';
      toldAt = 0;
      sent.push(add('mine waiting', text));
      session.sendMessage(text).fail(({ error }) => {
        sent.pop()?.remove();
        add('told', `Not sent: ${error.description}`);
        field.value = text;
      });
    };
    field.onkeydown = (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      composer.requestSubmit();
    };
    field.oninput = () => {
      if (Date.now() - toldAt < TYPING_PAUSE_MS) return;
      toldAt = Date.now();
      session.sendTyping({ typedText: field.value });
    };
    endButton.onclick = () => session.leave();
  };

  window.chat.onSession((session) => {
    const sent = [];
    // A visitor who has pressed the button goes on typing; one who only came to this page is left in peace.
    const hasAsked = begin.contains(document.activeElement);
    log.replaceChildren();
    show(true);
    say('Someone will be with you shortly.');
    obey(session, sent);
    listen(session, sent);
    if (hasAsked) field.focus();
  });
})();
