// Tells the site's functions what is about to be shown: plain data, never elements, and nobody waits for them.

import type { HookMark } from '../../protocol/hooks.ts';
import type { Log } from '../ports.ts';
import type { ExtrasInner } from '../session/extras.ts';
import type { Phase } from '../session/state.ts';
import type { createHooks } from './hooks.ts';

type Scene = 'form' | 'talk' | null;

/** A registration by a function of the site shows no form of ours. */
const sceneOf = (life: Phase): Scene => {
  if (life.phase === 'registering') return life.form.inputs.length ? 'form' : null;
  return life.phase === 'restoring' || life.phase === 'active' || life.phase === 'ended' ? 'talk' : null;
};

export function announceScenes(
  { state, subscribe }: ExtrasInner,
  hooks: Pick<ReturnType<typeof createHooks>, 'of'>,
  log: Log,
): void {
  let shown: Scene = null;
  subscribe(() => {
    const { life, page } = state();
    const scene = sceneOf(life);
    if (scene === shown) return;
    shown = scene;
    const extra = page.extra;
    if (!extra || typeof extra.ui !== 'object') return;
    const { onBeforeChat, onBeforeRegistration } = extra.ui;
    const tell = (mark: HookMark | undefined, info: object): void => {
      if (!mark) return;
      void hooks
        .of(extra.requestId)
        .call(mark, info)
        .then((answer) => answer.ok || log('error', `${mark.$hook} failed`, answer.error));
    };
    if (scene === 'talk') tell(onBeforeChat, { restored: life.phase === 'restoring' });
    if (life.phase === 'registering' && scene === 'form') {
      tell(onBeforeRegistration, { restored: extra.method === 'restoreChat', values: life.values });
    }
  });
}
