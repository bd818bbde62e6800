'use strict';

// The page of all runs: search, filters, columns, the table, and what is chosen to be compared.
(() => {
  const { h, code, count, plural, decimals, number, label, link, hash, short, time } = assay.dom;
  const { store } = assay;
  const most = 8;
  const chosen = new Set();
  let wantedColumns = null;

  const charWidth = 8.1;
  const fit = (texts, title) => Math.min(260, Math.max(title.length + 3, ...texts.map(t => t.length)) * charWidth + 26);

  const texts = (list, columns) => columns.filter(Boolean).filter(([, sort]) => list.some(run => sort(run) !== null)).map(([title, sort, cell, width]) => (
    { key: title.split(' ')[0], title, sort, cell: cell ?? (run => sort(run) ?? ''), width: width ?? fit(list.slice(0, 400).map(r => String(sort(r) ?? '').slice(0, 28)), title), kind: 'text' }));

  const standing = list => [
    { key: 'select', title: 'Compare', width: 44, kind: 'pick', cell: run => h('input', { type: 'checkbox', checked: chosen.has(run.id), 'aria-label': `Compare run ${short(run.id)}` }) },
    { key: 'id', title: 'run', width: 150, kind: 'id', heads: true, sort: run => run.id, cell: run => link(['run', run.id], null, code(short(run.id))) },
    ...texts(list, [
      store.models().length > 1 ? ['model', run => run.model] : null, ['kind', run => run.kind],
      ['status', run => run.status, run => label(run.status)],
      ['version', run => run.versions.map(v => v.version).join(', ') || null], ['verdict', run => run.verdict?.outcome ?? null, run => (run.verdict ? label(run.verdict.outcome) : '')],
      ['ended (UTC)', run => run.ended, run => time(run.ended), 165],
    ]),
  ];

  const trailing = list => texts(list, [
    ['by', run => run.actor?.replace(/ <.*>$/, '') ?? null], ['branch', run => run.branch],
    ['commit', run => run.commit, run => (run.commit ? code(run.commit.slice(0, 8) + (run.dirty ? '+' : '')) : ''), 120],
  ]);

  const metricColumn = (list, index) => {
    const values = list.map(run => store.metric(run, index)).filter(v => v !== undefined);
    const places = decimals(values);
    const title = store.nameOf(index);
    return { key: `metrics.${title}`, title, kind: 'number', sort: run => store.metric(run, index), cell: run => number(store.metric(run, index), places), width: fit(values.slice(0, 400).map(v => number(v, places)), title) };
  };

  const paramColumn = (list, index) => {
    const values = list.slice(0, 400).map(run => store.param(run, index) ?? '');
    const numeric = values.every(v => v === '' || !Number.isNaN(Number(v)));
    const title = store.nameOf(index);
    return {
      key: `params.${title}`, title, kind: numeric ? 'number' : 'text', cell: run => store.param(run, index) ?? '', width: fit(values.map(v => v.slice(0, 28)), title),
      sort: run => { const v = store.param(run, index); return v === undefined ? undefined : numeric ? Number(v) : v; },
    };
  };

  const varies = (list, index) => {
    const first = store.param(list[0], index);
    return list.some(run => store.param(run, index) !== first);
  };

  const available = list => [...store.used(list, 'metrics').map(i => `metrics.${store.nameOf(i)}`), ...store.used(list, 'params').map(i => `params.${store.nameOf(i)}`)];
  const usual = list => [
    ...store.used(list, 'metrics').slice(0, 5).map(i => `metrics.${store.nameOf(i)}`),
    ...store.used(list, 'params').filter(i => varies(list, i)).slice(0, 4).map(i => `params.${store.nameOf(i)}`),
  ];

  const columnsFor = list => {
    const shown = new Set(wantedColumns ?? usual(list));
    const pick = (key, make) => store.used(list, key).filter(i => shown.has(`${key}.${store.nameOf(i)}`)).map(i => make(list, i));
    return [...standing(list), ...pick('metrics', metricColumn), ...pick('params', paramColumn), ...trailing(list)];
  };

  // What is missing or not a number comes last, whichever way it is sorted.
  const sorted = (list, column, down) => {
    const keyed = list.map((run, i) => ({ run, i, key: column.sort(run) }));
    const last = key => key === undefined || key === null || Number.isNaN(key);
    keyed.sort((a, b) => {
      if (last(a.key) || last(b.key)) return last(a.key) - last(b.key) || a.i - b.i;
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || a.i - b.i;
    });
    return keyed.map(k => k.run);
  };

  const select = (title, name, words, value, onchange) => words.length < 2 ? null : h('label', { class: 'choice' }, title,
    h('select', { name, onchange }, h('option', { value: '' }, 'all'), words.map(w => h('option', { value: w, selected: w === value }, w))));

  assay.pages.runs = query => {
    const state = { q: query.get('q') ?? '', model: query.get('model') ?? '', kind: query.get('kind') ?? '', status: query.get('status') ?? '', sort: query.get('sort') ?? 'id', down: query.get('order') !== 'up' };
    const status = h('p', { role: 'status', class: 'found' });
    const bar = h('div', { class: 'chosen' });
    const help = h('p', { id: 'grid-help', class: 'note' }, 'In the table: arrow keys move, Space chooses a run to compare, Enter opens it, the buttons of the head sort.');
    let found = [];
    let columns = [];

    const grid = assay.grid({
      label: 'Runs', describedBy: 'grid-help',
      empty: () => [h('p', {}, 'No run is such a one.'), h('button', { type: 'button', class: 'plain', onclick: clear }, 'Show all runs')],
      onSort: column => { state.down = state.sort === column.key ? !state.down : column.kind === 'number' || column.key === 'ended'; state.sort = column.key; update(); },
      onSelect: run => {
        if (!chosen.delete(run.id)) {
          if (chosen.size === most) { tell(`${most} runs are chosen, and no more can be compared.`); return; }
          chosen.add(run.id);
        }
        offer();
        tell(`${plural(chosen.size, 'run')} chosen.`);
      },
    });
    const tell = text => { status.textContent = text; };

    const offer = () => bar.replaceChildren(...(chosen.size === 0 ? [] : [
      chosen.size > 1 ? h('a', { class: 'button', href: hash(['compare', [...chosen].join(',')]) }, `Compare ${plural(chosen.size, 'run')}`) : h('span', {}, '1 run chosen: choose another to compare'),
      h('button', { type: 'button', class: 'plain', onclick: () => { chosen.clear(); offer(); grid.refresh(); input.focus(); tell('No run is chosen.'); } }, 'Choose none'),
    ]));

    const update = () => {
      const { test, problems } = assay.filter.parse(state.q);
      found = store.runs.filter(run => (!state.model || run.model === state.model) && (!state.kind || run.kind === state.kind) && (!state.status || run.status === state.status) && test(run));
      columns = columnsFor(found.length ? found : store.runs);
      const by = columns.find(c => c.key === state.sort && c.sort) ?? columns[1];
      const order = { key: by.key, down: state.down };
      grid.show(columns, order, by.key === 'id' && state.down ? found : sorted(found, by, state.down), chosen);
      tell(problems.length ? problems.join('; ') + '.' : found.length === store.runs.length ? plural(found.length, 'run') : `${count(found.length)} of ${plural(store.runs.length, 'run')}`);
      status.classList.toggle('wrong', problems.length > 0);
      input.setAttribute('aria-invalid', String(problems.length > 0));
      history.replaceState(null, '', hash(['runs'], { q: state.q, model: state.model, kind: state.kind, status: state.status, sort: state.sort === 'id' ? '' : state.sort, order: state.down ? '' : 'up' }));
    };

    let pause;
    const input = h('input', { type: 'search', id: 'search', value: state.q, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'search-help', oninput: event => {
      clearTimeout(pause);
      pause = setTimeout(() => { state.q = event.target.value; update(); }, 100);
    } });
    const clear = () => { Object.assign(state, { q: '', model: '', kind: '', status: '' }); input.value = ''; for (const box of controls.querySelectorAll('select')) box.value = ''; update(); input.focus(); };
    const change = event => { state[event.target.name] = event.target.value; update(); };
    const distinct = key => [...new Set(store.runs.map(run => run[key]))].sort();
    const shown = () => new Set(wantedColumns ?? usual(store.runs));
    const picker = h('details', { class: 'picker' }, h('summary', {}, 'Columns'), h('fieldset', {}, h('legend', { class: 'unseen' }, 'Metrics and params in the table'), available(store.runs).slice(0, 200).map(key =>
      h('label', {}, h('input', { type: 'checkbox', checked: shown().has(key), onchange: event => {
        const set = shown();
        if (event.target.checked) set.add(key); else set.delete(key);
        wantedColumns = [...set];
        update();
      } }), ' ', h('span', { dir: 'auto' }, key)))));
    const example = store.used(store.runs, 'metrics')[0];
    const controls = h('form', { role: 'search', class: 'controls', onsubmit: event => event.preventDefault() },
      h('label', { class: 'search', for: 'search' }, 'Search'), input,
      select('Model', 'model', store.models(), state.model, change), select('Kind', 'kind', distinct('kind'), state.kind, change), select('Status', 'status', distinct('status'), state.status, change), picker,
      h('p', { id: 'search-help', class: 'note' }, 'Words, and conditions such as ', example === undefined ? null : [code(`metrics.${store.nameOf(example)} > 0.9`), ', '], code('status = failed'), ' or ', code('version ~ v1'), '; all must hold.'));

    queueMicrotask(() => { update(); offer(); });
    return { title: 'Runs', content: store.runs.length === 0 ? assay.pages.none('runs') : [controls, h('div', { class: 'above' }, status, bar), grid.element, help] };
  };
})();
