// Somebody at the stranger's: greets, and answers whatever is said. Knows neither tickets nor Direct Line.

const later = (delayMs, run) =>
  setTimeout(() => {
    try {
      run();
    } catch {
      // The conversation is over.
    }
  }, delayMs).unref();

/** `words`: null when a conversation begins. */
export function houseRobot(id, words, staff) {
  if (words === null) {
    later(500, () => staff.comes(id));
    later(900, () => staff.says(id, 'Good day, this is another company’s chat server. Ask me anything.'));
    return;
  }
  later(400, () => staff.types(id, true));
  later(1_800, () => staff.says(id, `You said “${words.slice(0, 200)}”. I have passed it on to the kettle.`));
}
