// Shows one scene of the interface, chosen by the address: `?state=talking&dir=rtl`; a `#typing` behind it changes to
// another one on the same page. Without a state: the list of them. For eyes and for tests; not a part of any build of the
// product.

import { render } from 'preact';
import { type AllStrings, en } from '../locale/en.ts';
import { SIZES, scenes } from './scenes.ts';
import { createShowScene } from './show-scene.tsx';

const asked = new URL(location.href).searchParams;
const place = document.getElementById('widget');
const strings: AllStrings = { ...en, direction: asked.get('dir') === 'rtl' ? 'rtl' : 'ltr' };

const List = () => (
  <section aria-label="States" class="page">
    <h1>States of the interface</h1>
    <ul>
      {Object.entries(scenes).map(([name, { size }]) => {
        const { width, height } = SIZES[size];
        return (
          <li key={name} data-scene={name} data-width={width} data-height={height}>
            <a href={`?state=${name}`}>{name}</a> <a href={`?state=${name}&dir=rtl`}>{`${name}, right to left`}</a>{' '}
            {size !== 'usual' && <small>{`meant for ${width} × ${height}`}</small>}
          </li>
        );
      })}
    </ul>
  </section>
);

const showScene = place && createShowScene(place, strings);

function draw(): void {
  const name = location.hash.slice(1) || (asked.get('state') ?? '');
  const scene = Object.hasOwn(scenes, name) ? scenes[name] : undefined;
  if (scene) void showScene?.(name, scene);
  else if (place) render(<List />, place);
}
addEventListener('hashchange', draw);
draw();
