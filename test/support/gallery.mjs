// How a browser goes through the gallery: its own list of scenes, and each scene once it stands as it is meant to.

/** The page is left at the list. */
export async function scenesIn(page, address) {
  await page.goto(address);
  return page
    .locator('[data-scene]')
    .evaluateAll((rows) =>
      rows.map(({ dataset: { scene, width, height } }) => ({ name: scene, width: +width, height: +height })),
    );
}

/** Another scene on the same page, in a window of its size, with what was done in it done and laid out. */
export async function showScene(page, { name, width, height }) {
  const now = page.viewportSize();
  if (now?.width !== width || now?.height !== height) await page.setViewportSize({ width, height });
  await page.evaluate(async (hash) => {
    const place = document.getElementById('widget');
    // The page hears of its new address a moment later: what it shows until then may bear the same name.
    if (location.hash !== `#${hash}`) delete place.dataset.shown;
    location.hash = hash;
    await new Promise((shown) => {
      const look = () => {
        if (place.dataset.shown !== hash) return;
        observer.disconnect();
        shown();
      };
      const observer = new MutationObserver(look);
      observer.observe(place, { attributes: true });
      look();
    });
    // Two frames: one for the observer of sizes, one for what it changed.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, name);
}
