// Looks at one call after the other: what its options say is done here as far as it is the page's business, and the rest
// goes to the frame, which says what is wrong with it.

import type { Failure } from '../../protocol/errors.ts';
import { EMBEDDED_REQUIRED, OPTION_INVALID } from '../../protocol/errors.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { ChatOptions } from '../api.ts';
import type { Call, Core } from '../core.ts';
import type { Stage } from '../stage.ts';
import { type Hooks, partOptions, Unfit } from './hooks.ts';
import { createLog } from './log.ts';
import { findContainer, isElement, readable } from './page-options.ts';
import { inOtherPlace } from './places.ts';
import { fetchTexts } from './texts.ts';

export type Prepare = (call: Call) => Promise<void>;

const invalid = (description: string): Failure => ({ code: OPTION_INVALID.code, description });

/** The Chat Service API is the same chat without an interface. */
const WITHOUT_INTERFACE = { startSession: 'startChat', restoreSession: 'restoreChat' } as const;

export function createPreparation(core: Core, stage: Stage, hold: (requestId: string, hooks: Hooks) => void): Prepare {
  const show = inOtherPlace(core, stage);

  async function inPage(call: Call, method: Ticket['method'], options: ChatOptions): Promise<void> {
    const [, deferred] = call;
    if (method === 'restoreChat' && options.embedded !== true) return core.refuse(deferred, EMBEDDED_REQUIRED);
    const hooks: Hooks = new Map();
    const data = partOptions(options, hooks, isElement);
    const { ui } = data as { ui?: Record<string, unknown> };
    const container = findContainer(options.ui, ui);
    const log = createLog(options.logger, options.debug === true);
    if (typeof data.localization === 'string') data.localization = await fetchTexts(data.localization, log);
    // Given up meanwhile.
    if (core.waiting[0] !== call) return;
    show(container, ui?.position === 'start');
    hold(core.request(deferred, { method, options: data }), hooks);
    log('info', call[0]);
    deferred.promise
      .done(() => log('info', call[0], 'done'))
      .fail(({ error }) => log(error ? 'warn' : 'info', call[0], error ? error.code : 'no chat to restore'));
  }

  return async (call) => {
    const [asked, deferred, given, options] = call;
    try {
      if (!options) return core.refuse(deferred, invalid(readable(given)));
      if (asked === 'startSession' || asked === 'restoreSession') {
        const { registration, username = 'User' } = options;
        await inPage(call, WITHOUT_INTERFACE[asked], {
          ...{ ...options, embedded: true, ui: false, username },
          registration: typeof registration === 'function' && registration,
        });
      } else if (asked === 'startChat' && !options.embedded) {
        core.refuse(deferred, { code: 1, description: 'Unknown command.' });
      } else if (asked === 'startChatInThisWindow') {
        core.refuse(deferred, { code: 1, description: 'Unknown command.' });
      } else {
        await inPage(call, asked, options);
      }
    } catch (error) {
      core.refuse(deferred, invalid(error instanceof Unfit ? error.message : 'The options could not be read.'));
    }
  };
}
