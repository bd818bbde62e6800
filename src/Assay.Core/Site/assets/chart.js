'use strict';

// Line and dot charts. Each says in words what it shows, and has its numbers in a table.
assay.chart = (() => {
  const { h, svg, number, decimals, table } = assay.dom;
  const [height, left, right, top, bottom] = [250, 58, 14, 12, 30];

  const ticks = (low, high, most) => {
    const raw = (high - low) / most || 1;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= raw);
    const places = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
    const found = [];
    for (let t = Math.ceil(low / step) * step; t <= high + step * 1e-9; t += step) found.push([t, number(Math.abs(t) < step * 1e-9 ? 0 : t, places)]);
    return found;
  };

  const extent = values => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (low !== high) return [low, high];
    const around = Math.abs(low) * 0.05 || 1;
    return [low - around, high + around];
  };

  const path = points => points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`).join('');

  const told = series => series.map(s => {
    const ys = s.points.map(p => p[1]).filter(Number.isFinite);
    if (ys.length === 0) return `${s.name}: no finite value`;
    const places = decimals(ys);
    return `${s.name}: ${ys.length} points from ${number(ys[0], places)} to ${number(ys.at(-1), places)}, least ${number(Math.min(...ys), places)}, greatest ${number(Math.max(...ys), places)}`;
  }).join('. ');

  // Of a long series every so-manieth row, the last always.
  const numbers = (series, xName, xText) => {
    const xs = [...new Set(series.flatMap(s => s.points.map(p => p[0])))].sort((a, b) => a - b);
    const every = Math.ceil(xs.length / 100);
    const rows = xs.filter((_, i) => i % every === 0 || i === xs.length - 1);
    const maps = series.map(s => new Map(s.points));
    return h('details', { class: 'numbers' }, h('summary', {}, 'As numbers'),
      table(every > 1 ? `One in ${every} of ${xs.length} points` : 'All points', [[xName, ''], ...series.map(s => [s.name, 'number'])],
        rows.map(x => [xText(x), ...maps.map(m => (m.has(x) ? number(m.get(x), decimals(series.flatMap(s => s.points.map(p => p[1])))) : ''))]), every === 1));
  };

  // series: [{ name, tone (0 to 7), points: [[x, y], …] }]
  const lines = (title, series, { xName = 'step', xText = String, xTicks = null, dots = false, from = null } = {}) => {
    const finite = series.flatMap(s => s.points.filter(p => Number.isFinite(p[1])));
    if (finite.length === 0) return h('figure', { class: 'chart' }, h('figcaption', {}, title), h('p', { class: 'note' }, 'It has no finite value.'));
    // As wide as it will be shown, so that its letters are as large as others.
    const width = Math.max(250, Math.min(560, document.documentElement.clientWidth - 90));
    const [x0, x1] = extent(finite.map(p => p[0]));
    const [y0, y1] = extent([...finite.map(p => p[1]), ...(from === null ? [] : [from])]);
    const x = v => left + ((v - x0) / (x1 - x0)) * (width - left - right);
    const y = v => height - bottom - ((v - y0) / (y1 - y0)) * (height - top - bottom);
    const yTicks = ticks(y0, y1, 4);
    const horizontal = xTicks ?? ticks(x0, x1, width / 90);
    const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}. ${told(series)}.` },
      svg('g', { class: 'axis' },
        yTicks.map(([t, text]) => [svg('line', { x1: left, x2: width - right, y1: y(t), y2: y(t) }), svg('text', { x: left - 8, y: y(t) + 4, 'text-anchor': 'end' }, text)]),
        horizontal.map(([t, text], i) => svg('text', { x: x(t), y: height - 8, 'text-anchor': i === horizontal.length - 1 && x(t) > width - 40 ? 'end' : 'middle' }, text))),
      series.map(s => {
        const at = s.points.filter(p => Number.isFinite(p[1])).map(p => [x(p[0]), y(p[1])]);
        return svg('g', { class: `series t${s.tone}` },
          dots && dots !== 'joined' ? null : svg('path', { d: path(at) }),
          dots || at.length === 1 ? at.map(([cx, cy]) => svg('circle', { cx, cy, r: 4 })) : null);
      }));
    return h('figure', { class: 'chart' }, h('figcaption', { dir: 'auto' }, title), drawing, numbers(series, xName, xText));
  };

  const overTime = (title, series, options) => {
    const xs = series.flatMap(s => s.points.map(p => p[0]));
    const [a, b] = [Math.min(...xs), Math.max(...xs)];
    const text = ms => (b - a < 2 * 864e5 ? new Date(ms).toISOString().slice(5, 16).replace('T', ' ') : assay.dom.day(ms));
    const xTicks = a === b ? [[a, text(a)]] : [[a, text(a)], [b, text(b)]];
    return lines(title, series, { xName: 'time (UTC)', xText: ms => new Date(ms).toISOString().slice(0, 16).replace('T', ' '), xTicks, ...options });
  };

  const legend = series => h('ul', { class: 'legend' }, series.map(s => h('li', {},
    svg('svg', { viewBox: '0 0 28 10', width: 28, height: 10, 'aria-hidden': 'true' }, svg('g', { class: `series t${s.tone}` }, svg('path', { d: 'M1,5L27,5' }))), ' ', s.mark ?? s.name)));

  return { lines, overTime, legend };
})();
