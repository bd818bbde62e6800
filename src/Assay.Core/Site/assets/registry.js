'use strict';

// Versions and stages, gates, rollouts, drift.
(() => {
  const { code, count, day, growing, h, label, link, list, name, plural, runLink, section, span, table, time, who } = assay.dom;
  const { store } = assay;

  // A model's own page part, and the choice among models where there are several.
  const perModel = (query, path, models, draw, nothing) => {
    if (models.length === 0) return nothing;
    const wanted = query.get('model');
    const shown = models.includes(wanted) ? [wanted] : models;
    return [
      models.length > 1 ? h('nav', { class: 'models', 'aria-label': 'Models' }, h('ul', {}, [null, ...models].map(m =>
        h('li', {}, h('a', { href: assay.dom.hash([path], { model: m }), 'aria-current': m === (shown.length === 1 ? wanted : null) ? 'true' : null }, m === null ? 'all models' : name(m)))))) : null,
      shown.map(m => draw(m)),
    ];
  };

  const stagesOf = model => {
    const stages = new Map();
    for (const move of store.site.moves.filter(m => m.model === model)) stages.set(move.stage, [...(stages.get(move.stage) ?? []), move]);
    return [...stages].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  };
  assay.stagesOf = stagesOf;

  // A stage's time as a strip: a piece for each version that was there, as long as it stayed, on the scale of all its time.
  const strip = (stage, moves) => {
    const end = Math.max(store.site.at, ...moves.map(m => m.at));
    return h('ol', { class: 'strip', 'aria-label': `What was in ${stage}` }, moves.map((move, i) => {
      const until = moves[i + 1]?.at ?? end;
      const piece = h('li', { class: `${move.kind}${i === moves.length - 1 ? ' now' : ''}`, title: `${move.version}, ${day(move.at)}, ${span(until - move.at)}` },
        h('b', {}, move.version), h('span', { class: 'unseen' }, ` from ${day(move.at)} for ${span(until - move.at)}, ${move.kind}`));
      piece.style.flexGrow = String(Math.max(until - move.at, 1));
      return piece;
    }));
  };

  const why = move => [
    move.reason, move.override && `overridden: ${move.override}`,
    move.evidence && [label(move.evidence.verdict), ' in ', runLink(move.evidence.run), ` (trust ${move.evidence.trust})`],
  ].filter(Boolean).map((part, i) => [i ? '; ' : '', part]);

  const stageSection = (model, stage, moves) => {
    const last = moves.at(-1);
    return h('section', { class: 'stage' },
      h('h3', {}, name(`${model}#${stage}`), ' holds ', h('strong', {}, last.version)),
      h('p', { class: 'note' }, 'since ', time(last.at), ' by ', who(last.actor)),
      strip(stage, moves),
      growing([...moves].reverse(), part => table(`All moves of ${stage}, newest first`, [['at (UTC)', ''], ['what', ''], ['version', ''], ['by', ''], ['why', 'wide']],
        part.map(m => [time(m.at), label(m.kind), m.version, who(m.actor), why(m)]), true), 20));
  };

  assay.pages.versions = query => ({
    title: 'Versions and stages',
    content: perModel(query, 'versions', [...new Set([...store.site.versions, ...store.site.moves].map(x => x.model))].sort(), model => {
      const versions = store.site.versions.filter(v => v.model === model).reverse();
      const stages = stagesOf(model);
      const at = version => stages.filter(([, moves]) => moves.at(-1).version === version).map(([stage]) => stage);
      return h('section', { class: 'model' }, h('h2', {}, name(model)),
        stages.map(([stage, moves]) => stageSection(model, stage, moves)),
        h('h3', {}, plural(versions.length, 'version')),
        growing(versions, part => table('Versions, newest first', [['version', ''], ['in stage', ''], ['verdict', ''], ['run', ''], ['registered (UTC)', ''], ['by', ''], ['model digest', '']],
          part.map(v => [h('strong', {}, v.version), [at(v.version).map((stage, i) => [i ? ', ' : '', name(stage)]), v.wentBack.length ? h('span', { class: 'bounds' }, `went back from ${v.wentBack.join(', ')}`) : null],
            v.verdict ? [label(v.verdict.outcome), ' ', link(['run', v.verdict.run], null, 'why')] : 'none', runLink(v.run), time(v.at), who(v.actor), code(v.digest)]), true), 50));
    }, assay.pages.none('versions')),
  });

  assay.pages.gates = query => {
    const verdicts = store.runs.filter(r => r.verdict);
    return {
      title: 'Gates',
      content: perModel(query, 'gates', [...new Set(verdicts.map(r => r.model))].sort(), model => {
        const own = verdicts.filter(r => r.model === model);
        const tally = ['pass', 'fail', 'inconclusive', 'no-data', 'error'].map(o => [o, own.filter(r => r.verdict.outcome === o).length]).filter(([, n]) => n);
        return h('section', { class: 'model' }, h('h2', {}, name(model)),
          h('p', { class: 'tally' }, plural(own.length, 'verdict'), ': ', tally.map(([o, n], i) => [i ? ', ' : '', count(n), ' ', label(o)])),
          growing(own, part => table('Verdicts, newest first', [['at (UTC)', ''], ['verdict', ''], ['because', 'wide'], ['judged', ''], ['against', ''], ['promotion', ''], ['evaluation', '']],
            part.map(r => [time(r.ended), label(r.verdict.outcome), r.verdict.reason, runLink(r.verdict.subject), name(r.verdict.against), r.verdict.decision, link(['run', r.id], null, 'rules')]), true), 50));
      }, assay.pages.none('gates')),
    };
  };

  const stepStrip = rollout => {
    const last = rollout.moves.at(-1);
    const shares = [...rollout.steps, 100];
    const done = last.phase === 'promoted' ? shares.length : Math.max(0, ...rollout.moves.filter(m => m.phase === 'step').map(m => m.step));
    const stopped = ['aborting', 'rolled-back', 'expired', 'failed'].includes(last.phase);
    return h('ol', { class: 'steps', 'aria-label': 'Shares of the new version' }, shares.map((share, i) => {
      const [state, text] = i + 1 < done || (i + 1 === done && last.phase === 'promoted') ? ['done', 'reached']
        : i + 1 === done ? (stopped ? ['stopped', 'went back here'] : ['now', 'is here']) : ['ahead', stopped ? 'never reached' : 'ahead'];
      return h('li', { class: state }, h('b', {}, `${share} %`), h('span', {}, text));
    }));
  };

  const moveRows = moves => moves.map(m => [time(m.at), label(m.phase), m.weight === null ? '' : `${m.weight} %`, [m.reason, m.rules.length
    ? h('details', {}, h('summary', {}, `${plural(m.rules.length, 'rule')}: ${m.verdict}`), h('ul', { class: 'found-rules' }, m.rules.map(r => h('li', {}, r.verdict ? label(r.verdict) : 'not applicable', ' ', code(r.rule), ' ', r.reason)))) : null], who(m.actor)]);

  assay.pages.rollouts = query => ({
    title: 'Rollouts',
    content: perModel(query, 'rollouts', [...new Set(store.site.rollouts.map(r => r.model))].sort(), model => {
      const own = store.site.rollouts.filter(r => r.model === model);
      return h('section', { class: 'model' }, h('h2', {}, name(model)), growing(own, part => h('div', {}, part.map(rollout => {
        const last = rollout.moves.at(-1);
        return h('article', { class: `panel ${last.phase}` },
          h('h3', {}, rollout.version, ' at ', name(rollout.target), ' ', label(last.phase)),
          h('p', {}, last.reason),
          h('p', { class: 'note' }, 'from ', rollout.stable ?? 'nothing', ', begun ', time(rollout.moves[0].at), ' by ', who(rollout.moves[0].actor), `, took ${span(last.at - rollout.moves[0].at)}`, rollout.override ? `, overridden: ${rollout.override}` : ''),
          stepStrip(rollout),
          h('details', {}, h('summary', {}, plural(rollout.moves.length, 'move')), table('Moves, oldest first', [['at (UTC)', ''], ['phase', ''], ['share', 'number'], ['why', 'wide'], ['by', '']], moveRows(rollout.moves), true)));
      })), 20));
    }, assay.pages.none('rollouts')),
  });

  assay.pages.drift = query => ({
    title: 'Drift',
    content: [h('p', { class: 'note' }, 'Drifts that began a retraining, as the repository keeps them. A check that found none, or began none, leaves its report in its job.'),
      perModel(query, 'drift', [...new Set(store.site.retrainings.map(r => r.model))].sort(), model => {
        const own = store.site.retrainings.filter(r => r.model === model);
        const points = own.map(r => [r.at, r.columns.length]).reverse();
        return h('section', { class: 'model' }, h('h2', {}, name(model)),
          points.length > 1 ? h('div', { class: 'grid' }, assay.chart.overTime('Columns that drifted, at each retraining', [{ name: 'columns', tone: 0, points }], { dots: 'joined', from: 0 })) : null,
          growing(own, part => table('Drifts, newest first', [['at (UTC)', ''], ['version', ''], ['columns', 'wide'], ['found', 'wide'], ['retraining', ''], ['by', '']],
            part.map(r => [time(r.at), r.version, r.columns.map((c, i) => [i ? ', ' : '', code(c)]), r.headline, [r.succeeded === false ? [label('failed'), ' '] : null, r.run ? runLink(r.run) : 'no run', r.attempt > 1 ? ` (attempt ${r.attempt})` : null], who(r.actor)]), true), 50));
      }, assay.pages.none('drift'))],
  });
})();
