// As much of Microsoft's Direct Line 3.0 as its own client needs when it polls: conversations of activities. A teaching
// piece: whoever knows a conversation's id takes part in it, and nothing is kept.

import { randomUUID } from 'node:crypto';
import { Missing } from './tickets.mjs';

const STAFF = { id: 'staff', name: 'Dana', role: 'bot' };

/** `robot` hears of new conversations (`words` null) and of what visitors say. */
export function createDirectLine({ robot = () => {} } = {}) {
  const conversations = new Map();

  const find = (id) => {
    const activities = conversations.get(id);
    if (!activities) throw new Missing('There is no such conversation.');
    return activities;
  };
  /** An activity that its sender has posted before is the same one. */
  function post(conversationId, activity) {
    const activities = find(conversationId);
    const key = activity.channelData?.clientActivityID;
    const known = key && activities.find(({ channelData }) => channelData?.clientActivityID === key);
    if (known) return { id: known.id };
    const id = `${conversationId}|${String(activities.length).padStart(7, '0')}`;
    activities.push({ ...activity, id, timestamp: new Date().toISOString(), conversation: { id: conversationId } });
    if (activity.type === 'message' && activity.from?.id !== STAFF.id) robot(conversationId, activity.text, staff);
    return { id };
  }
  const staff = {
    comes: (id) => post(id, { type: 'conversationUpdate', from: STAFF, membersAdded: [STAFF] }),
    goes: (id) => post(id, { type: 'conversationUpdate', from: STAFF, membersRemoved: [STAFF] }),
    says: (id, text) => post(id, { type: 'message', from: STAFF, text }),
    types: (id, typing) => typing && post(id, { type: 'typing', from: STAFF }),
    closes: (id) => post(id, { type: 'endOfConversation', from: STAFF }),
  };

  const about = (conversationId) => ({ conversationId, token: conversationId, expires_in: 1_800 });
  function open() {
    const conversationId = randomUUID();
    conversations.set(conversationId, []);
    robot(conversationId, null, staff);
    return about(conversationId);
  }
  function since(conversationId, watermark) {
    const activities = find(conversationId);
    return { activities: activities.slice(Number(watermark) || 0), watermark: String(activities.length) };
  }

  return {
    staff,
    activities: find,
    routes: [
      ['POST', /^\/directline\/conversations$/, open],
      ['GET', /^\/directline\/conversations\/([\w-]+)$/, ({ id }) => find(id) && about(id)],
      [
        'GET',
        /^\/directline\/conversations\/([\w-]+)\/activities$/,
        ({ id, query }) => since(id, query.get('watermark')),
      ],
      ['POST', /^\/directline\/conversations\/([\w-]+)\/activities$/, ({ id, body }) => post(id, body)],
    ],
  };
}
