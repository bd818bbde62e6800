'use strict';

// The data are scripts, since a page opened as a file may not fetch: each hands its value to assay.take. Names come from
// outside and may be anything, '__proto__' too, so they are never keys of objects: rows name them by their place in site.names.
const assay = (() => {
  const taken = new Map();
  const waiting = new Map();

  const take = (name, value) => {
    taken.set(name, value);
    waiting.get(name)?.(value);
  };

  // Loads one of the scripts in data/, once.
  const load = name =>
    taken.has(name)
      ? Promise.resolve(taken.get(name))
      : new Promise((resolve, reject) => {
          waiting.set(name, resolve);
          const script = document.createElement('script');
          script.src = `data/${name}.js`;
          script.onerror = () => reject(new Error(`data/${name}.js cannot be read`));
          document.head.append(script);
        });

  return { take, load, pages: {} };
})();

assay.store = (() => {
  const kinds = ['training', 'logged', 'evaluation'];
  const statuses = ['finished', 'failed', 'killed'];
  const runs = [];
  const byId = new Map();
  let site;
  let detailed;
  let nameIndex;

  // A row is an array, to keep ten thousand of them small.
  const decode = row => {
    const [id, model, kind, status, started, ended, params, metrics, tags, commit, branch, dirty, actor, digest, verdict] = row;
    const run = {
      id, model: site.names[model], kind: kinds[kind], status: statuses[status], started, ended, params, metrics, tags,
      commit, branch: name(branch), dirty: dirty === 1, actor: name(actor), digest, versions: [], verdict: null,
    };
    if (verdict) {
      const [subject, outcome, decision, champion, against, reason] = verdict;
      run.verdict = { subject, outcome, decision, champion, against, reason };
    }
    return run;
  };

  const name = index => (index < 0 ? null : site.names[index]);

  const start = value => {
    site = value;
    detailed = new Set(site.detailed);
    nameIndex = new Map(site.names.map((text, i) => [text, i]));
  };

  const add = rows => {
    for (const row of rows) {
      const run = decode(row);
      runs.push(run);
      byId.set(run.id, run);
    }
  };

  const finish = () => {
    for (const version of site.versions) byId.get(version.run)?.versions.push(version);
  };

  // Of [name, value, name, value …], as params, metrics and tags are.
  const value = (pairs, index) => {
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === index) return pairs[i + 1];
    return undefined;
  };

  const each = (pairs, use) => {
    for (let i = 0; i < pairs.length; i += 2) use(pairs[i], pairs[i + 1]);
  };

  // Indexes of the names that runs use for params, metrics or tags, the most frequent first.
  const used = (list, key) => {
    const counts = new Map();
    for (const run of list) each(run[key], index => counts.set(index, (counts.get(index) ?? 0) + 1));
    return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([index]) => index);
  };

  return {
    start, add, finish, value, each, used, runs,
    get site() { return site; },
    models: () => [...new Set([...site.versions.map(v => v.model), ...site.moves.map(m => m.model), ...runs.map(r => r.model)])].sort(),
    run: id => byId.get(id),
    nameOf: index => site.names[index],
    indexOf: text => nameIndex.get(text),
    metric: (run, index) => { const v = value(run.metrics, index); return v === undefined ? undefined : Number(v); },
    param: (run, index) => value(run.params, index),
    hasDetail: id => detailed.has(id),
    detail: id => assay.load(`run-${id}`),
  };
})();
