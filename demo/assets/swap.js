// Navigation as Turbo and its kin do it, in small: a link's page is fetched and its body takes the place of this one. The
// scripts of that body do not run again. Also the page's two buttons that take the chat off the page and bring it back.

(() => {
  const show = async (address) => {
    const answer = await fetch(address);
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.title = next.title;
    document.body.replaceWith(document.adoptNode(next.body));
    scrollTo(0, 0);
  };

  document.addEventListener('click', (event) => {
    const { target } = event;
    if (target.closest('[data-chat-destroy]')) return chat.destroy();
    if (target.closest('[data-chat-restore]')) return chat.restoreChat({ embedded: true });
    const link = target.closest('a[href]');
    const isOther = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || isOther || link.origin !== location.origin) return undefined;
    event.preventDefault();
    history.pushState(null, '', link.href);
    return show(link.href);
  });
  addEventListener('popstate', () => show(location.href));

  const count = () => {
    const output = document.querySelector('[data-iframes]');
    const found = String(document.querySelectorAll('iframe').length);
    if (output && output.textContent !== found) output.textContent = found;
  };
  // Outside the body, where the chat stands.
  new MutationObserver(count).observe(document.documentElement, { childList: true });
})();
