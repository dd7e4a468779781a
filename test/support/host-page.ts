// A document whose iframes load nothing: for tests of what the host side inserts.

type HappyDom = { happyDOM: { settings: Record<string, unknown> } };

/** Of the current window, for good: each test file has a window of its own. */
export function keepFramesEmpty(): void {
  const { settings } = (window as unknown as HappyDom).happyDOM;
  settings.enableIframePageLoading = true;
  settings.disableIframePageLoading = false;
  settings.navigation = { ...(settings.navigation as object), disableChildFrameNavigation: true };
}
