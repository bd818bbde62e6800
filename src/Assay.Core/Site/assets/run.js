'use strict';

// One run, and runs side by side.
(() => {
  const { h, bytes, code, decimals, label, link, list, measured, name, number, plural, runLink, section, short, span, table, time, who } = assay.dom;
  const { store } = assay;
  const pairs = (run, key) => { const found = []; store.each(run[key], (index, value) => found.push([store.nameOf(index), value])); return found; };
  const versionLinks = run => run.versions.map((v, i) => [i ? ', ' : '', link(['versions'], { model: v.model }, `${v.model}@${v.version}`)]);

  const verdictOf = run => run.verdict && list([
    ['verdict', label(run.verdict.outcome)], ['because', run.verdict.reason], ['for a promotion', run.verdict.decision], ['judged', runLink(run.verdict.subject)],
    ['champion', run.verdict.champion ? runLink(run.verdict.champion) : 'none: the first model'], ['against', name(run.verdict.against)],
  ]);

  const rulesOf = detail => detail.rules?.length ? section('Rules', table('Rules of the gate', [['rule', 'wide'], ['verdict', ''], ['found', 'wide']],
    detail.rules.map(r => [code(r.rule), r.verdict ? label(r.verdict) : 'not applicable', r.reason + (r.blocking ? '' : ' (does not block)')]), true)) : null;

  const interval = (c, unit) => (c ? `${measured(c.value, unit)}${c.lower === null ? '' : ` [${measured(c.lower, unit)}, ${measured(c.upper, unit)}]`}` : '');
  const comparedOf = detail => detail.metrics?.length ? section('Metrics on the held-out data', table('Challenger and champion', [['metric', ''], ['challenger', 'number'], ['champion', 'number'], ['difference', 'number']],
    detail.metrics.map(m => [name(m.title), measured(m.challenger, m.unit), m.champion === null ? '–' : measured(m.champion, m.unit), interval(m.difference, m.unit)]), true)) : null;

  const filesOf = (title, files) => files.length ? section(title, table(title, [['path', 'wide'], ['size', 'number'], ['SHA-256', 'wide']], files.map(f => [code(f.path), bytes(f.size), code(f.sha256)]), true)) : null;

  const curve = (detail, metric) => detail.curves.find(c => c.name === metric);
  const points = c => c.steps.map((step, i) => [step, Number(c.values[i])]);

  const missing = run => h('p', { class: 'note' }, 'Curves, inputs and artifacts of this run are not in this site, which has those of the newest runs and of versions. ', code(`assay runs show ${run.id}`), ' shows them; ', code('assay site --details N'), ' takes in more.');

  const detailOf = (run, detail) => [
    comparedOf(detail), rulesOf(detail),
    detail.curves.length ? section('Curves', h('div', { class: 'grid' }, detail.curves.map(c => assay.chart.lines(c.name, [{ name: c.name, tone: 0, points: points(c) }])))) : null,
    filesOf('Inputs', detail.inputs), filesOf('Artifacts', detail.artifacts),
    detail.machine || detail.command ? section('How it ran', list([
      ['command', detail.command && code(detail.command)], ['model file', detail.modelPath && code(detail.modelPath)], ['exit code', detail.exitCode], ['why it did not finish', detail.failure],
      ['image', detail.image && code(detail.image)], ['machine', detail.machine], ['used', detail.used], ['fingerprint', detail.fingerprint && code(detail.fingerprint)],
    ])) : null,
    detail.log ? section('End of the log', h('pre', { tabindex: '0' }, detail.log)) : null,
  ];

  assay.pages.run = (query, id) => {
    const run = store.run(id);
    if (!run) return assay.pages.unknown(`There is no run ${id} in this site.`);
    const judged = store.runs.filter(r => r.verdict?.subject === id);
    const later = h('div', { 'aria-live': 'polite' });
    if (store.hasDetail(id)) store.detail(id).then(detail => later.replaceChildren(...detailOf(run, detail).filter(Boolean)), error => later.replaceChildren(h('p', { class: 'note' }, `${error.message}.`)));
    else later.append(missing(run));
    // A verdict's details tell its metrics, and those of the champion beside them.
    const metrics = run.verdict && store.hasDetail(id) ? [] : pairs(run, 'metrics');
    return {
      title: `Run ${short(id)}`,
      over: [name(run.model), ' · ', run.kind, ' · ', time(run.ended)],
      content: [
        h('div', { class: `panel ${run.verdict?.outcome ?? run.status}` }, run.verdict ? verdictOf(run) : list([
          ['status', label(run.status)], ['id', code(id)], ['model', name(run.model)], ['version', run.versions.length ? versionLinks(run) : null], ['took', span(run.ended - run.started)],
          ['by', run.actor && who(run.actor)], ['commit', run.commit && [code(run.commit), run.dirty ? ' with uncommitted changes' : '']], ['branch', run.branch && name(run.branch)], ['model digest', run.digest && code(run.digest)],
        ])),
        h('div', { class: 'halves' }, metrics.length ? section('Metrics', table('Last values', [['metric', ''], ['value', 'number']], metrics.map(([n, v]) => [name(n), number(Number(v))]), true)) : null,
        run.params.length ? section('Params', table('Params', [['param', ''], ['value', 'number']], pairs(run, 'params').map(([n, v]) => [name(n), name(v)]), true)) : null),
        run.tags.length ? section('Tags', list(pairs(run, 'tags').map(([n, v]) => [name(n), name(v)]))) : null,
        judged.length ? section('Verdicts', table('Verdicts on this run', [['evaluation', ''], ['verdict', ''], ['against', ''], ['because', 'wide'], ['at (UTC)', '']], judged.map(r => [runLink(r.id), label(r.verdict.outcome), name(r.verdict.against), r.verdict.reason, time(r.ended)]), true)) : null,
        later,
      ],
    };
  };

  const letters = 'ABCDEFGH';

  const rowOf = (title, texts, extra) => {
    const differs = new Set(texts).size > 1;
    return { title, texts, differs, extra };
  };

  const sheet = (caption, runs, rows) => {
    const columns = [['', ''], ...runs.map((run, i) => [`${letters[i]} ${short(run.id)}`, 'number'])];
    const body = rows.map(row => [name(row.title), ...row.texts.map((text, i) => [text === '' ? '–' : name(text), row.extra?.[i] ? h('span', { class: 'bounds' }, row.extra[i]) : null])]);
    return table(caption, columns, body, true);
  };

  const paramRows = runs => [...new Set(runs.flatMap(run => pairs(run, 'params').map(p => p[0])))].sort().map(n => rowOf(n, runs.map(run => store.param(run, store.indexOf(n)) ?? '')));
  const metricRows = runs => [...new Set(runs.flatMap(run => pairs(run, 'metrics').map(p => p[0])))].sort().map(n => {
    const values = runs.map(run => store.metric(run, store.indexOf(n)));
    const places = decimals(values.filter(v => v !== undefined));
    const base = values[0];
    return rowOf(n, values.map(v => number(v, places)), values.map((v, i) => {
      const difference = v - base;
      return i === 0 || v === undefined || base === undefined || !Number.isFinite(difference) ? null : difference === 0 ? '±0' : `${difference > 0 ? '+' : ''}${number(difference, Math.abs(difference) < 0.5 * 10 ** -(places ?? 99) ? null : places)}`;
    }));
  });
  const ownRows = runs => [['model', r => r.model], ['kind', r => r.kind], ['status', r => r.status], ['version', r => r.versions.map(v => v.version).join(', ')], ['by', r => r.actor?.replace(/ <.*>$/, '')], ['branch', r => r.branch], ['commit', r => r.commit && r.commit.slice(0, 12) + (r.dirty ? '+' : '')], ['took', r => span(r.ended - r.started)], ['model digest', r => r.digest]].map(([n, read]) => rowOf(n, runs.map(run => read(run) ?? '')));

  const overlaid = async (runs, later) => {
    const details = await Promise.all(runs.map(run => (store.hasDetail(run.id) ? store.detail(run.id).catch(() => null) : null)));
    const without = runs.filter((_, i) => !details[i]);
    const names = [...new Set(details.flatMap(d => (d ? d.curves.map(c => c.name) : [])))].sort();
    const marks = runs.map((run, i) => ({ name: letters[i], mark: [h('b', {}, letters[i]), ' ', runLink(run.id)], tone: i }));
    const charts = names.map(metric => assay.chart.lines(metric, details.map((d, i) => ({ d, i })).filter(({ d }) => d && curve(d, metric)).map(({ d, i }) => ({ name: letters[i], tone: i, points: points(curve(d, metric)) }))));
    later.replaceChildren(section('Curves',
      charts.length ? [assay.chart.legend(marks), h('div', { class: 'grid' }, charts)] : h('p', { class: 'note' }, without.length === runs.length ? '' : 'None of these runs logged a metric more than once.'),
      without.length ? h('p', { class: 'note' }, `Curves of ${without.map(r => short(r.id)).join(', ')} are not in this site, which has those of the newest runs and of versions; `, code('assay site --details N'), ' takes in more.') : null));
  };

  assay.pages.compare = (query, ids) => {
    const runs = [...new Set(ids.split(','))].map(store.run).filter(Boolean).slice(0, letters.length);
    if (runs.length < 2) return assay.pages.unknown('Two runs or more are wanted to compare; choose them in the table of runs.');
    const [params, metrics, own] = [paramRows(runs), metricRows(runs), ownRows(runs)];
    const same = [...own, ...params, ...metrics].filter(row => !row.differs);
    const part = (title, caption, rows) => (rows.length ? section(title, sheet(caption, runs, rows)) : null);
    const later = h('div', { 'aria-live': 'polite' });
    overlaid(runs, later);
    return {
      title: `${plural(runs.length, 'run')} side by side`,
      over: runs.map((run, i) => [i ? ' · ' : '', h('b', {}, letters[i]), ' ', link(['run', run.id], null, short(run.id))]),
      content: [
        part('Params that differ', 'Params that differ', params.filter(row => row.differs)),
        part('Metrics', 'Metrics, and differences from A', metrics.filter(row => row.differs)),
        later,
        part('What else differs', 'What else differs', own.filter(row => row.differs)),
        same.length ? h('details', { class: 'same' }, h('summary', {}, `${plural(same.length, 'row')} the same in all`), sheet('Equal in all runs', runs, same)) : null,
      ],
    };
  };
})();
