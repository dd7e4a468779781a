// The rules of what a visitor is known by: what may be added and taken away. Pure like all rules.

import { explained, NEWER_WRITER, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { MAX_USER_DATA_KEYS, type UserData } from '../../protocol/session.ts';
import type { Decision, Facts } from '../store/stored-session.ts';
import { change, ENDED, isOlderWriter, type Rule } from './rules.ts';

/** More than any form gives. All of it travels to every agent with each change of the session. */
const MAX_CHARS = 100_000;

const refused = (expected: string, received: number): Decision => ({
  refuse: explained(PARAMETER_WRONG, `userData: expected at most ${expected} in all, received ${received}`),
});

const edited = ({ session }: Facts, writerEpoch: number, userData: UserData): Decision => {
  if (session.status === 'ended') return { refuse: ENDED };
  return isOlderWriter(session, writerEpoch) ? { refuse: NEWER_WRITER } : change({ userData });
};

export const setUserData =
  (data: UserData, writerEpoch: number): Rule =>
  (facts) => {
    const userData = { ...facts.session.userData, ...data };
    const keys = Object.keys(userData).length;
    if (keys > MAX_USER_DATA_KEYS) return refused(`${MAX_USER_DATA_KEYS} keys`, keys);
    const chars = JSON.stringify(userData).length;
    return chars > MAX_CHARS ? refused(`${MAX_CHARS} characters`, chars) : edited(facts, writerEpoch, userData);
  };

export const deleteUserData =
  (keys: readonly string[], writerEpoch: number): Rule =>
  (facts) => {
    const kept = Object.entries(facts.session.userData).filter(([key]) => !keys.includes(key));
    return edited(facts, writerEpoch, Object.fromEntries(kept));
  };
