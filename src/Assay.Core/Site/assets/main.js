'use strict';

// Which page is shown: the part of the address behind '#/'.
(() => {
  const { h, link, time } = assay.dom;
  const { store } = assay;
  const pages = [['overview', 'Overview'], ['runs', 'Runs'], ['versions', 'Versions'], ['gates', 'Gates'], ['rollouts', 'Rollouts'], ['drift', 'Drift']];
  const main = document.getElementById('main');
  const nav = document.getElementById('nav');

  const decoded = text => { try { return decodeURIComponent(text); } catch { return text; } };

  const route = () => {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
    const [page, ...rest] = path.split('/').map(decoded);
    return { page: page || 'overview', rest, query: new URLSearchParams(query ?? '') };
  };

  const show = isFirst => {
    const { page, rest, query } = route();
    const known = Object.hasOwn(assay.pages, page) && (pages.some(([p]) => p === page) || ((page === 'run' || page === 'compare') && rest.length === 1));
    const { title, over, content } = known ? assay.pages[page](query, ...rest) : assay.pages.unknown('There is no such page in this site.');
    const heading = h('h1', { tabindex: '-1', dir: 'auto' }, title);
    main.replaceChildren(h('header', { class: 'top' }, over ? h('p', { class: 'over' }, over) : null, heading), ...[content].flat(3).filter(Boolean));
    document.title = page === 'overview' ? title : `${title} · ${store.site.repository}`;
    const current = page === 'run' || page === 'compare' ? 'runs' : page;
    nav.replaceChildren(...pages.map(([p, text]) => h('li', {}, h('a', { href: p === 'overview' ? '#/' : `#/${p}`, 'aria-current': p === current ? 'page' : null }, text))));
    if (!isFirst) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
  };

  document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    (main.querySelector('h1') ?? main).focus();
  });
  window.addEventListener('hashchange', () => { if (!location.hash || location.hash.startsWith('#/')) show(false); });

  const start = async () => {
    try {
      store.start(await assay.load('site'));
      for (let part = 0; part < store.site.parts; part++) store.add(await assay.load(`runs-${part}`));
      store.finish();
      show(true);
      document.getElementById('made').replaceChildren('Made ', time(store.site.at), ` UTC by assay ${store.site.program} from the repository's own refs.`);
      document.documentElement.dataset.ready = 'true';
    } catch (error) {
      main.replaceChildren(h('h1', {}, 'This site is incomplete'), h('p', {}, `${error.message}. Copy the whole folder, or run 'assay site' again.`));
      throw error;
    }
  };
  start();
})();
