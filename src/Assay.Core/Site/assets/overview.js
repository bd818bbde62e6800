'use strict';

// The first page, and what stands where there is nothing yet.
(() => {
  const { code, count, h, label, link, list, name, number, plural, runLink, section, time, who } = assay.dom;
  const { store } = assay;

  const nothing = {
    runs: ['No runs yet.', 'assay train --model NAME', 'records the first; a training that something else ran is recorded by ', 'assay log-run --model NAME'],
    versions: ['No versions yet.', 'assay register --model NAME', 'makes the first from a run, and ', 'assay promote --model NAME --stage prod', 'puts it in a stage'],
    gates: ['No verdicts yet.', 'assay evaluate-gate --model NAME', 'compares a run with the one in production'],
    rollouts: ['No rollouts yet.', 'assay deploy-canary --model NAME --target NAME', 'begins one, in steps'],
    drift: ['No drift began a retraining yet.', 'assay drift-check --model NAME', 'compares what a model is asked with what it was trained on'],
  };
  assay.pages.none = page => h('div', { class: 'empty' }, nothing[page].map((text, i) => (i === 0 ? h('p', { class: 'headline' }, text) : text.startsWith('assay ') ? code(text) : ` ${text}`)), '. Then run ', code('assay site'), ' again.');
  assay.pages.unknown = text => ({ title: 'Not here', content: [h('p', {}, text), h('p', {}, link([], null, 'To the overview'))] });

  const figure = (n, one, path, query) => h('li', {}, link(path, query, h('b', {}, count(n)), ' ', n === 1 ? one : `${one}s`));

  // The metric that the verdict's sentence begins with, else one that was judged, else the one that most runs have.
  const figureOf = (verdict, indexes) => {
    const letters = text => text.toLowerCase().replace(/[^a-z0-9]/g, '');
    return indexes.find(i => verdict && letters(verdict.verdict.reason).startsWith(letters(store.nameOf(i)))) ?? indexes.find(i => verdict && store.metric(verdict, i) !== undefined) ?? indexes[0];
  };

  const modelPart = model => {
    const runs = store.runs.filter(r => r.model === model);
    const trained = runs.filter(r => r.kind !== 'evaluation' && r.status === 'finished');
    const verdict = runs.find(r => r.verdict);
    const stages = assay.stagesOf(model);
    const metric = figureOf(verdict, store.used(trained.slice(0, 200), 'metrics'));
    const versions = store.site.versions.filter(v => v.model === model);
    const points = metric === undefined ? [] : trained.slice(0, 200).map(r => [r.ended, store.metric(r, metric)]).filter(p => p[1] !== undefined).reverse();
    return h('section', { class: 'panel model-card' }, h('h2', {}, name(model)),
      h('div', { class: 'halves' }, h('div', {},
        stages.length ? h('ul', { class: 'stages' }, stages.map(([stage, moves]) => h('li', {}, h('span', { class: 'what' }, name(stage)), h('span', { class: 'figure' }, moves.at(-1).version), h('span', { class: 'what' }, 'since ', time(moves.at(-1).at), ' by ', who(moves.at(-1).actor))))) : h('p', { class: 'note' }, 'No version is in a stage.'),
        verdict ? h('p', { class: 'lead' }, label(verdict.verdict.outcome), ' ', verdict.verdict.reason, ' ', h('span', { class: 'what' }, time(verdict.ended), ' ', link(['run', verdict.id], null, 'the whole verdict'))) : null,
        h('ul', { class: 'counts' }, figure(runs.length, 'run', ['runs'], { model }), figure(versions.length, 'version', ['versions'], { model }), figure(runs.filter(r => r.verdict).length, 'verdict', ['gates'], { model }))),
      points.length > 1 ? assay.chart.overTime(`${store.nameOf(metric)} of the last ${plural(points.length, 'finished run')}`, [{ name: store.nameOf(metric), tone: 0, points }], { dots: points.length < 60 ? 'joined' : true }) : null));
  };

  const events = () => [
    ...store.site.moves.map(m => [m.at, label(m.kind), [name(`${m.model}#${m.stage}`), ` to ${m.version} by `, who(m.actor), m.reason ? `: ${m.reason}` : '']]),
    ...store.site.rollouts.map(r => { const last = r.moves.at(-1); return [last.at, label(last.phase), [`rollout of ${r.version} of `, name(r.model), ' at ', name(r.target), `: ${last.reason}`]]; }),
    ...store.site.versions.map(v => [v.at, label('registered'), [name(`${v.model}@${v.version}`), ' from ', runLink(v.run), ' by ', who(v.actor)]]),
    ...store.site.retrainings.map(r => [r.at, label('drift'), [name(r.model), ` ${r.version}: ${r.headline}`]]),
    ...store.runs.filter(r => r.verdict).slice(0, 20).map(r => [r.ended, label(r.verdict.outcome), [name(r.model), ' ', runLink(r.verdict.subject), ` ${r.verdict.reason}`]]),
  ].sort((a, b) => b[0] - a[0]).slice(0, 15);

  assay.pages.overview = () => {
    const models = store.models();
    const latest = events();
    return {
      title: store.site.repository,
      over: [plural(store.runs.length, 'run'), ' of ', plural(models.length, 'model'), ', ', plural(store.site.versions.length, 'version'), ', as of ', time(store.site.at), ' UTC'],
      content: store.runs.length === 0 && models.length === 0 ? assay.pages.none('runs') : [
        models.map(modelPart),
        latest.length ? section('Lately', h('ol', { class: 'feed' }, latest.map(([at, what, text]) => h('li', {}, time(at), what, h('span', {}, text))))) : null,
      ],
    };
  };
})();
