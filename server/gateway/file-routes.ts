// Who may send pieces of a file: the visitor by the session's token in a header, an agent by the login, for a chat of
// their own. A token in the header cannot be sent by another site's form, and no address carries one.

import type { Context } from 'hono';
import * as v from 'valibot';
import { COMMAND_STOPPED, explained, FILES_NOT_TAKEN, LOGIN_FAILED } from '../../protocol/errors.ts';
import { SessionKey } from '../../protocol/session.ts';
import type { Agents } from '../agents.ts';
import { unknownSession } from '../chats/parts.ts';
import type { ServedFiles } from '../files/file-place.ts';
import { tooMany } from '../limits/server-limits.ts';
import { OWNED_BY_VISITOR } from '../store/stored-file.ts';
import { tokenFromCookies } from './cookies.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { Env } from './http-basics.ts';
import { answerPiece, refusePiece, takePiece } from './piece-http.ts';

type Handler = (c: Context<Env>) => Promise<Response>;

const NOT_YOURS = explained(COMMAND_STOPPED, 'The command was stopped: this chat is not yours.');
const LOG_IN = explained(LOGIN_FAILED, 'Log in first: there is no login, or it has expired.');

const refuseFiles: Handler = async (c) => refusePiece(c, FILES_NOT_TAKEN);

/** Strangers' tries are counted, as everywhere. */
const refuseStranger = (c: Context<Env>, { limits }: GatewayParts) => {
  const waitMs = limits.strays.take(c.get('address'));
  return answerPiece(c, waitMs > 0 ? tooMany('requests for unknown sessions', waitMs) : unknownSession());
};

export function visitorPieces(parts: GatewayParts, files: ServedFiles | null): Handler {
  const { chats, limits } = parts;
  if (!files) return refuseFiles;
  return async (c) => {
    const token = /^Bearer ([\w-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const key = v.safeParse(SessionKey, { sessionId: c.req.header('x-session'), token });
    const session = key.success ? await chats.visitors.authenticate(key.output) : null;
    if (!session) return refuseStranger(c, parts);
    const waitMs = limits.visitorsPieces.take(c.get('address'));
    if (waitMs > 0) return answerPiece(c, tooMany('pieces of files from one address', waitMs));
    const { receive } = files;
    return takePiece(c, { receive, pieces: limits.pieces }, { session, owner: OWNED_BY_VISITOR });
  };
}

/** Without accounts there are no logins: whoever may use the console is the agent whose chat it is. */
export function agentPieces(parts: GatewayParts, agents: Agents, files: ServedFiles | null): Handler {
  const { store, limits } = parts;
  if (!files) return refuseFiles;
  return async (c) => {
    const agent = await agents.whoIs(tokenFromCookies(c.req.header('cookie')));
    if (agents.loginNeeded && !agent) return refusePiece(c, LOG_IN);
    const session = await store.find(c.req.param('session') ?? '');
    if (!session) return refuseStranger(c, parts);
    const owner = agents.loginNeeded ? agent?.id : session.agentId;
    if (!owner || owner !== session.agentId) return refusePiece(c, NOT_YOURS);
    return takePiece(c, { receive: files.receive, pieces: limits.pieces }, { session, owner });
  };
}
