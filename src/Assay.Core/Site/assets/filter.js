'use strict';

// The words of the search box: `metrics.roc_auc > 0.9`, `params.depth = 6`, `status = failed`, and any other word as text.
assay.filter = (() => {
  const { store } = assay;
  const own = {
    id: r => r.id, model: r => r.model, kind: r => r.kind, status: r => r.status, by: r => r.actor, branch: r => r.branch,
    commit: r => r.commit, verdict: r => r.verdict?.outcome, against: r => r.verdict?.against,
    version: r => (r.versions.length ? r.versions.map(v => v.version).join(' ') : null),
    started: r => new Date(r.started).toISOString(), ended: r => new Date(r.ended).toISOString(),
  };
  const term = /\s*(?:((?:"[^"]*"|[^\s"<>=!~])+)\s*(>=|<=|!=|==?|>|<|~)\s*("[^"]*"|[^\s"<>=!~]+)|("[^"]*"|[^\s]+))/y;
  const plain = text => text.replaceAll('"', '');

  const nested = (key, text) => {
    const index = store.indexOf(text);
    const known = index !== undefined && store.runs.some(r => store.value(r[key], index) !== undefined);
    return known ? r => store.value(r[key], index) : null;
  };

  // `metrics.x`, `params.x` and `tags.x`; a name alone is one of the run's own, else a metric, else a param.
  const field = text => {
    if (Object.hasOwn(own, text)) return own[text];
    const dot = text.indexOf('.');
    const group = { metric: 'metrics', metrics: 'metrics', param: 'params', params: 'params', tag: 'tags', tags: 'tags' };
    const key = dot > 0 && Object.hasOwn(group, text.slice(0, dot)) ? group[text.slice(0, dot)] : null;
    return (key && nested(key, text.slice(dot + 1))) || nested('metrics', text) || nested('params', text) || nested('tags', text);
  };

  const compare = (found, operator, wanted) => {
    if (found === undefined || found === null) return false;
    const [a, b] = [Number(found), Number(wanted)];
    const numbers = found !== '' && !Number.isNaN(a) && wanted !== '' && !Number.isNaN(b);
    const [x, y] = numbers ? [a, b] : [String(found).toLowerCase(), wanted.toLowerCase()];
    if (!numbers && typeof found === 'number') return false;
    switch (operator) {
      case '>': return x > y;
      case '>=': return x >= y;
      case '<': return x < y;
      case '<=': return x <= y;
      case '!=': return x !== y;
      case '~': return String(found).toLowerCase().includes(wanted.toLowerCase());
      default: return x === y || (!numbers && x.split(' ').includes(y));
    }
  };

  const haystack = run => {
    if (run.text === undefined) {
      const words = [run.id, run.model, run.kind, run.status, run.actor, run.branch, run.commit, run.verdict?.outcome, ...run.versions.map(v => `${v.model}@${v.version}`)];
      for (const key of ['params', 'tags']) store.each(run[key], (index, value) => words.push(`${store.nameOf(index)}=${value}`));
      run.text = words.filter(Boolean).join('\n').toLowerCase();
    }
    return run.text;
  };

  // Gives a test of a run, and what could not be understood.
  const parse = query => {
    const tests = [];
    const problems = [];
    term.lastIndex = 0;
    for (let match; (match = term.exec(query)) !== null; ) {
      const [, name, operator, value, word] = match;
      if (word !== undefined) {
        const text = plain(word).toLowerCase();
        if (/^[<>=!~]+$/.test(text)) problems.push(`“${text}” has nothing before or after it`);
        else if (text && text !== 'and') tests.push(run => haystack(run).includes(text));
        continue;
      }
      const read = field(plain(name));
      if (!read) problems.push(`no run has a metric, param or tag “${plain(name)}”`);
      else tests.push(run => compare(read(run), operator, plain(value)));
    }
    return { test: problems.length ? () => false : run => tests.every(test => test(run)), problems };
  };

  return { parse };
})();
