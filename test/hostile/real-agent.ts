// Agents who speak to the server without a console, each under a name of the test's choice.

import type { OfferedPart } from '../../protocol/message-parts.ts';
import { newId, openAgent, type TestSocket } from '../support/server-client.ts';

/** Takes the only chat of a server. */
export async function takeOnlyChat(port: number, name = 'Bob') {
  const { channel, result } = await openAgent(port, name);
  const [{ sessionId }] = result.value.sessions;
  await must(channel, { type: 'accept', sessionId });
  return {
    sessionId: sessionId as string,
    channel,
    say: (text: string, parts?: readonly OfferedPart[]) =>
      must(channel, { type: 'append', id: newId(), sessionId, text, ...(parts && { parts }) }),
  };
}

/** Asks for what has to be granted. */
export async function must(channel: TestSocket, request: { type: string } & Record<string, unknown>) {
  const answer = await channel.ask(request);
  if (!answer.ok) throw new Error(`${request.type} was refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
