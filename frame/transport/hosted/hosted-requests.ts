// What the session asks of its way to the server, put to a transport of the site's own. A message that may have arrived is
// looked for before it is sent again.

import { COMMAND_STOPPED, SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../../protocol/errors.ts';
import { ok, type RpcResult } from '../../../protocol/result.ts';
import type { SessionRequest } from '../../../protocol/server.ts';
import type { Clock } from '../../ports.ts';
import type { Answer } from '../transport.ts';
import type { HostedRun } from './hosted-run.ts';
import type { SiteCalls } from './site-calls.ts';

type Of<Type extends SessionRequest['type']> = Extract<SessionRequest, { type: Type }>;

/** A message that was taken is told back in this time, or looked for. */
const ECHO_LIMIT_MS = 2_000;

export function createHostedRequests(calls: SiteCalls, clock: Clock, run: HostedRun) {
  const { log } = run;
  const named = <T extends object>(request: T) => ({ sessionId: run.name(), ...request });

  /** A way that does not answer is lost. */
  function judged<T>(answer: RpcResult<T>): Answer<T> {
    if (answer.ok || answer.error.code !== SERVER_UNAVAILABLE.code) return answer;
    run.lost();
    return run.unavailable;
  }

  async function append({ id, text, contentType }: Of<'append'>): Promise<Answer<unknown>> {
    const stored = (): Answer<unknown> | null => {
      const index = log.indexOf(id);
      return index === null ? null : ok({ index });
    };
    const known = stored();
    if (known) return known;
    const wasTried = run.doubt({ id, text });
    if (wasTried && !(await run.catchUp())) return run.unavailable;
    const found = stored();
    if (found) return found;
    const answer = await calls.ask('sendMessage', named({ message: text, type: contentType, id }));
    if (run.isOver()) return run.unavailable;
    if (answer.ok) {
      clock.after(ECHO_LIMIT_MS, () => void (stored() ?? (run.isUp() && run.catchUp())));
      return stored() ?? ok({});
    }
    const { code } = answer.error;
    if (code === SERVER_UNAVAILABLE.code || code === SESSION_UNKNOWN.code) return stored() ?? judged(answer);
    // It said no and may have stored it nevertheless.
    if (!stored() && !(await run.catchUp())) return run.unavailable;
    return stored() ?? answer;
  }

  async function leave(): Promise<Answer<unknown>> {
    const answer = judged(await calls.ask('leaveSession', named({})));
    if (!answer.ok || run.isOver()) return answer;
    run.took(answer.value?.transcript ?? []);
    if (!log.isOver()) await run.catchUp();
    if (!log.isOver() && !run.isOver()) run.endSilently();
    return ok({});
  }

  const typing = ({ isTyping, text }: Of<'typing'>): void =>
    void calls.ask('sendTyping', named({ isTyping, ...(text !== null && { typedText: text }) }));

  return async (request: SessionRequest): Promise<Answer<unknown>> => {
    if (!run.isUp()) return run.unavailable;
    switch (request.type) {
      case 'append':
        return append(request);
      case 'typing':
        typing(request);
        return ok({});
      case 'getTranscript':
        if (!(await run.catchUp())) return run.unavailable;
        return ok({ entries: log.entries().filter(({ index }) => index >= request.fromIndex), more: false });
      case 'setUserData':
        return judged(await calls.ask('setUserData', named({ userData: request.userData })));
      case 'getUserData':
      case 'deleteUserData':
        return judged(await calls.ask(request.type, named({ keys: request.keys })));
      case 'leave':
        return leave();
      case 'farewell':
      case 'ping':
      // The contract of a site's own transport knows neither marks nor ratings.
      case 'seen':
      case 'rate':
        return ok({});
      case 'getFile':
        return { ok: false, error: COMMAND_STOPPED };
    }
  };
}
