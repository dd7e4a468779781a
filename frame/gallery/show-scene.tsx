// Draws a scene from nothing, so that it does not depend on what was looked at before it, and does what is done in it.
// Wishes have no effect here beyond being looked at.

import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { act as flushed } from 'preact/test-utils';
import safeStyles from '../attention/safe.css?inline';
import { Launcher } from '../extras/launcher.tsx';
import type { AllStrings } from '../locale/en.ts';
import { enOwnWindow } from '../locale/en-own-window.ts';
import { ownWindowStyles } from '../own-window/styles.ts';
import { App } from '../ui/app.tsx';
import { LaterPage, type LaterPageComponent } from '../ui/later-page.tsx';
import type { RegistrationFormProps } from '../ui/registration-form.tsx';
import { SiteForm } from '../ui/site-form.tsx';
import { perform } from './acts.ts';
import { lateParts } from './late-parts.ts';
import { galleryFiles, galleryJudge, gallerySound } from './parts.ts';
import type { Around, Scene } from './scenes.ts';
import { GALLERY_NOW, states } from './states.ts';

const Page: LaterPageComponent = (props) => <LaterPage {...props} files={galleryFiles} sound={gallerySound} />;

const AROUND: Record<Around, string> = {
  page: '',
  edges: `${safeStyles}:root{--safe-top:47px;--safe-bottom:34px}`,
  ownWindow: ownWindowStyles,
};

/** Each call ends the one before it, finished or not. What is shown whole bears its name: `data-shown`. */
export function createShowScene(place: HTMLElement, strings: AllStrings) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={strings} judge={galleryJudge} />;
  let current = new AbortController();

  const drawn = (scene: Scene): ComponentChildren => {
    if (!('part' in scene)) {
      const state = states[scene.state];
      return (
        state && (
          <App
            laterPage={Page}
            siteForm={Form}
            state={state}
            strings={strings}
            now={() => GALLERY_NOW}
            onWish={(wish) => dispatchEvent(new CustomEvent('wish', { detail: wish }))}
          />
        )
      );
    }
    return (
      <>
        {/* These are no page of their own. */}
        <h1 class="unseen">Gallery</h1>
        {scene.part === 'launcher' ? (
          <Launcher label={strings.title} onPress={() => {}} />
        ) : (
          <p class="alone">{enOwnWindow[scene.part]}</p>
        )}
      </>
    );
  };

  return async (name: string, scene: Scene): Promise<void> => {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    delete place.dataset.shown;
    void flushed(() => render(null, place));
    await lateParts();
    if (signal.aborted) return;
    gallerySound.set(true);
    sheet.replaceSync(AROUND[scene.around]);
    document.documentElement.classList.toggle('own-window', scene.around === 'ownWindow');
    void flushed(() => render(drawn(scene), place));
    for (const act of scene.acts) await perform(act, signal);
    if (!signal.aborted) place.dataset.shown = name;
  };
}
