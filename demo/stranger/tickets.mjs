// The stranger's own chat: tickets with numbered lines. Has never heard of Tagalong.

import { randomUUID } from 'node:crypto';

export class Missing extends Error {}
export class Refused extends Error {}

const LONGEST_WORDS = 5_000;

/** `robot` hears of new tickets (`words` null) and of what guests say. */
export function createTickets({ robot = () => {} } = {}) {
  const tickets = new Map();
  const byKey = new Map();

  const find = (id) => {
    const ticket = tickets.get(id);
    if (!ticket) throw new Missing('There is no such ticket.');
    return ticket;
  };
  const write = (id, line) => {
    const ticket = find(id);
    if (ticket.lines.at(-1)?.what === 'closed') throw new Refused('The ticket is closed.');
    ticket.typing = false;
    ticket.lines.push({ no: ticket.lines.length + 1, when: new Date().toISOString(), ...line });
  };
  const staff = {
    comes: (id) => write(id, { by: 'staff', name: 'Sam', what: 'came' }),
    goes: (id) => write(id, { by: 'staff', name: 'Sam', what: 'went' }),
    says: (id, words) => write(id, { by: 'staff', name: 'Sam', what: 'said', words }),
    types: (id, typing) => {
      find(id).typing = typing;
    },
    closes: (id) => write(id, { by: 'staff', name: 'Sam', what: 'closed' }),
  };

  return {
    staff,
    /** The same key opens the same ticket. */
    open({ who = 'Guest', facts = {}, key = randomUUID() }) {
      const known = byKey.get(key);
      if (known) return known;
      const id = randomUUID();
      byKey.set(key, id);
      tickets.set(id, { who: String(who).slice(0, 200) || 'Guest', facts: { ...facts }, lines: [], typing: false });
      robot(id, null, staff);
      return id;
    },
    /** The same key says the same thing. */
    say(id, { words, key }) {
      const { lines, who } = find(id);
      if (typeof words !== 'string' || words === '' || words.length > LONGEST_WORDS) throw new Refused('What is said?');
      if (key && lines.some((line) => line.key === key)) return;
      write(id, { by: 'guest', name: who, what: 'said', words, key });
      robot(id, words, staff);
    },
    lines(id, after) {
      const { lines, typing } = find(id);
      return { lines: lines.slice(Math.max(0, after)), typing };
    },
    /** null takes a fact away. */
    changeFacts(id, changes) {
      const { facts } = find(id);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) delete facts[name];
        else facts[name] = value;
      }
    },
    facts: (id) => find(id).facts,
    close: (id) => write(id, { by: 'guest', name: find(id).who, what: 'closed' }),
  };
}
