// Registration by a function of the site: runs it when the chat gets there, with what it needs to finish or to give up.
// One registration is one run; what an earlier run still says counts for nothing.

import * as v from 'valibot';
import { MAX_USER_DATA_KEYS, UserData } from '../../protocol/basics.ts';
import { describeIssue } from '../../protocol/describe.ts';
import { explained, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Log } from '../ports.ts';
import type { ExtrasInner } from '../session/extras.ts';
import type { ExtraOptions, Registering } from '../session/state.ts';
import type { createHooks } from './hooks.ts';

type Hooks = Pick<ReturnType<typeof createHooks>, 'of'>;

export function runRegistrations({ state, subscribe, wish }: ExtrasInner, hooks: Hooks, log: Log): void {
  /** Of the registration that is going on; null also once the site has finished it. */
  let current: symbol | null = null;
  let wasRegistering = false;

  function begin(life: Registering, extra: ExtraOptions): void {
    const { registration, requestId, method } = extra;
    if (!registration || !('$hook' in registration)) return;
    const run = Symbol('registration');
    current = run;
    const told = (type: 'registrationEdited' | 'registrationSubmitted') => (userData: unknown) => {
      if (current !== run) return null;
      const checked = checkUserData(userData ?? {}, life);
      if (!checked.ok) return checked.error;
      if (type === 'registrationSubmitted') current = null;
      wish({ type, values: checked.value });
      return null;
    };
    const cancel = (): void => {
      if (current === run) wish({ type: 'registrationCancelled' });
    };
    const values = Object.keys(life.values).length ? life.values : life.remembered.userData;
    const context = { values, restored: method === 'restoreChat', save: told('registrationEdited'), cancel };
    void hooks
      .of(requestId)
      .call(registration, told('registrationSubmitted'), context)
      .then((answer) => {
        if (answer.ok) return;
        log('error', 'the registration function failed', answer.error);
        cancel();
      });
  }

  subscribe(() => {
    const { life, page } = state();
    const isRegistering = life.phase === 'registering' && life.form.inputs.length === 0;
    if (!isRegistering) current = null;
    // After `done` the phase lasts until what asks the server is there: that is no second registration.
    else if (!wasRegistering && page.extra) begin(life, page.extra);
    wasRegistering = isRegistering;
  });
}

function checkUserData(userData: unknown, { remembered }: Registering): RpcResult<UserData> {
  // A list would pass for an object with the keys 0, 1, 2.
  const checked = v.safeParse(UserData, Array.isArray(userData) ? null : userData);
  if (!checked.success) return failed(explained(PARAMETER_WRONG, describeIssue(checked.issues[0], 'userData')));
  const keys = Object.keys({ ...remembered.userData, ...checked.output }).length;
  return keys > MAX_USER_DATA_KEYS
    ? failed(explained(PARAMETER_WRONG, `userData: expected at most ${MAX_USER_DATA_KEYS} keys, received ${keys}`))
    : ok(checked.output);
}
