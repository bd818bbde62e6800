'use strict';

// Elements and texts. Text from outside is only ever a text node or an attribute that cannot act.
assay.dom = (() => {
  const make = (create, tag, attributes, children) => {
    const element = create(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (name === 'value' || name === 'checked') element[name] = value;
      else element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false));
    return element;
  };

  const h = (tag, attributes, ...children) => make(t => document.createElement(t), tag, attributes, children);
  const svg = (tag, attributes, ...children) =>
    make(t => document.createElementNS('http://www.w3.org/2000/svg', t), tag, attributes, children);

  const date = ms => new Date(ms).toISOString();
  const time = ms => h('time', { datetime: date(ms) }, date(ms).slice(0, 16).replace('T', ' '));
  const day = ms => date(ms).slice(0, 10);

  const span = ms => {
    const minutes = ms / 60000;
    if (minutes < 1) return `${Math.round(ms / 1000)} s`;
    if (minutes < 90) return `${Math.round(minutes)} min`;
    if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
    return `${Math.round(minutes / 1440)} days`;
  };

  const count = n => n.toLocaleString('en');
  const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many ?? one + 's'}`;

  // Decimals that suit numbers of this size, so that a column's points stand under each other.
  const decimals = values => {
    const finite = values.filter(Number.isFinite);
    if (finite.length === 0 || finite.every(Number.isInteger)) return 0;
    const largest = Math.max(...finite.map(Math.abs));
    return largest < 0.01 ? null : largest <= 1 ? 4 : largest < 10 ? 3 : largest < 100 ? 2 : largest < 1e4 ? 1 : 0;
  };

  const number = (value, places) => {
    if (value === undefined || value === null) return '';
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
    if (places === undefined) places = decimals([value]);
    const size = Math.abs(value);
    const text = value === 0 ? '0' : places === null || size >= 1e15 ? value.toPrecision(3) : places === 0 && size >= 1e4 ? count(Math.round(value)) : value.toFixed(places);
    return text.replace(/^-/, '−');
  };

  const bytes = n => {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let i = 0;
    while (n >= 1000 && i < 4) { n /= 1000; i++; }
    return `${i === 0 ? n : n.toFixed(1)} ${units[i]}`;
  };

  const measured = (value, unit) => {
    if (unit === 'bytes' && value !== null) return bytes(Math.abs(value)).replace(/^/, value < 0 ? '−' : '');
    return unit === 'seconds' && value !== null ? `${number(value * 1000)} ms` : number(value);
  };

  // A name from outside: isolated, so that right-to-left letters do not reorder what stands beside it.
  const name = text => h('bdi', {}, text);
  // A git author without the address.
  const who = text => name(text.replace(/ <.*>$/, ''));
  const code = text => h('code', { dir: 'auto' }, text);
  const words = { pass: '✓', finished: '✓', promoted: '✓', fail: '✕', error: '✕', failed: '✕', 'rolled-back': '↶', inconclusive: '?', 'no-data': '–', killed: '■' };
  const label = word => h('span', { class: `label ${word}` }, words[word] ? h('span', { 'aria-hidden': 'true' }, words[word] + ' ') : null, word.replaceAll('-', ' '));

  const hash = (path, query) => {
    const text = new URLSearchParams(Object.entries(query ?? {}).filter(([, v]) => v)).toString();
    return `#/${path.map(encodeURIComponent).join('/')}${text ? '?' + text : ''}`;
  };
  const link = (path, query, ...children) => h('a', { href: hash(path, query) }, ...children);
  const runLink = id => h('a', { href: hash(['run', id]), class: 'id' }, code(short(id)));
  // Ids begin with the time, so runs of one minute share their first digits; the last ones are chance.
  const short = id => `${id.slice(0, 8)}…${id.slice(-4)}`;

  const list = pairs => h('dl', {}, pairs.filter(p => p && p[1] !== null && p[1] !== undefined && p[1] !== '')
    .map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text))));

  const isEmpty = cell => [cell].flat(3).every(part => part === null || part === undefined || part === '' || part === false);

  // Columns: [heading, class]. On a narrow screen each row becomes a card, whose cells know their heading; the roles that this
  // takes away are written out.
  const table = (caption, columns, rows, hidden) => h('table', { class: 'cards', role: 'table' },
    h('caption', { class: hidden ? 'unseen' : null }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map(([text, kind]) => h('th', { role: 'columnheader', scope: 'col', class: kind }, text)))),
    h('tbody', { role: 'rowgroup' }, rows.map(cells => h('tr', { role: 'row' }, cells.map((cell, i) => i === 0
      ? h('th', { role: 'rowheader', scope: 'row', class: columns[0][1] }, cell)
      : h('td', { role: 'cell', class: `${columns[i][1] ?? ''} ${isEmpty(cell) ? 'none' : ''}`.trim() || null, 'data-label': columns[i][0] }, h('div', {}, cell)))))));

  // Of a long list the first hundred, and a button for more.
  const growing = (items, draw, step = 100) => {
    const box = h('div', {});
    let shown = step;
    const show = () => {
      const more = items.length > shown
        ? h('button', { type: 'button', class: 'plain', onclick: () => { shown += step; show(); box.querySelector('tbody tr:nth-child(' + (shown - step + 1) + ') a')?.focus(); } },
          `Show more (${count(items.length - shown)} left)`) : null;
      box.replaceChildren(...[draw(items.slice(0, shown)), more].filter(Boolean));
    };
    show();
    return box;
  };

  const section = (title, ...children) => {
    const id = `s-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    return h('section', { 'aria-labelledby': id }, h('h2', { id }, title), ...children);
  };

  return { h, svg, time, day, span, count, plural, decimals, number, measured, bytes, name, who, code, label, hash, link, runLink, short, list, table, growing, section };
})();
