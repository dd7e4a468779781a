// How the chat looks and speaks under a site's options: its texts, and what draws a form of its own.

import type { AllStrings } from '../locale/en.ts';
import { en } from '../locale/en.ts';
import type { SessionState } from '../session/state.ts';
import type { RegistrationFormProps } from '../ui/registration-form.tsx';
import { SiteForm } from '../ui/site-form.tsx';
import type { createHooks } from './hooks.ts';
import { createJudge } from './judge.ts';

export type Face = {
  strings: AllStrings;
  SiteForm: (props: RegistrationFormProps) => preact.JSX.Element;
};

export function createFace(state: () => SessionState, hooks: Pick<ReturnType<typeof createHooks>, 'of'>): () => Face {
  const judge = createJudge(() => state().page.extra, hooks);
  let strings = en;
  const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={strings} judge={judge} />;
  return () => {
    const ui = state().page.extra?.ui;
    const title = typeof ui === 'object' && ui.title ? ui.title : en.title;
    if (title !== strings.title) strings = { ...en, title };
    return { strings, SiteForm: Form };
  };
}
