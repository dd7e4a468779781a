// English, what a conversation adds.

import type { ConversationStrings } from './strings.ts';

export const enConversation: ConversationStrings = {
  stillConnecting: 'This takes longer than usual. We keep trying.',
  reconnecting: 'Reconnecting…',
  reconnectingHint: 'What you write is kept and goes out once the connection is back.',
  leaving: 'Ending the chat…',

  conversation: 'Conversation',
  showEarlier: 'Show earlier messages',
  waiting: 'Someone will be with you shortly. You can already write.',
  waitingAgain: 'Someone else will be with you shortly.',
  agentJoined: '{name} joined the chat',
  agentLeft: '{name} left the chat',
  agentTyping: '{name} is typing',
  endedByYou: 'You ended the chat',
  endedByAgent: '{name} ended the chat',
  endedByError: 'The chat ended because the connection was lost',
  you: 'You',
  agent: 'Our team',
  deliveryWaiting: 'Waiting to go out',
  deliverySending: 'Sending…',
  deliverySent: 'Sent',
  deliveryFailed: 'Not sent',
  tryAgain: 'Try again',
  discard: 'Discard',

  message: 'Message',
  messageHint: 'Write a message…',
  send: 'Send',
  charsLeft: { one: '{count} character left', other: '{count} characters left' },
  charsTooMany: { one: '{count} character too many', other: '{count} characters too many' },

  endQuestion: 'End this chat?',
  endHint: 'You can read it here until you close it.',
  keepChatting: 'Keep chatting',
  ended: 'This chat has ended.',
};
