'use strict';

// A table of any number of rows, of which only those in sight are in the document. One row holds the focus: arrows, Page Up and
// Down, Home and End move it, Space selects, Enter opens.
assay.grid = ({ label, describedBy, empty, onSort, onSelect }) => {
  const { h } = assay.dom;
  const height = 38;
  const beyond = 8;
  const head = h('tr', { 'aria-rowindex': '1' });
  const cols = h('colgroup', {});
  const body = h('tbody', {});
  const table = h('table', { class: 'runs', role: 'grid', 'aria-multiselectable': 'true', 'aria-label': label, 'aria-describedby': describedBy }, cols, h('thead', {}, head), body);
  const scroller = h('div', { class: 'scroller', tabindex: '-1' }, table);
  let columns = [];
  let rows = [];
  let selected = new Set();
  let drawn = new Map();
  let active = { row: 0, column: 1 };

  const space = pixels => {
    const row = h('tr', { role: 'presentation', class: 'space' }, h('td', { role: 'presentation', colspan: String(columns.length) }));
    row.style.height = `${pixels}px`;
    return row;
  };

  const draw = index => {
    const run = rows[index];
    const row = h('tr', { 'aria-rowindex': String(index + 2), 'aria-selected': String(selected.has(run.id)) });
    row.append(...columns.map((column, i) => {
      const content = column.cell(run);
      const cell = h(column.heads ? 'th' : 'td', { scope: column.heads ? 'row' : null, class: column.kind, 'aria-colindex': String(i + 1) }, content);
      const widget = cell.querySelector('a, input');
      if (!widget && typeof content === 'string' && content.length > 24) cell.title = content;
      (widget ?? cell).tabIndex = index === active.row && i === active.column ? 0 : -1;
      return cell;
    }));
    return row;
  };

  const range = all => {
    if (all) return [0, Math.min(rows.length, 500)];
    // Before it is laid out it has no height, and a screenful is assumed.
    const seen = scroller.clientHeight || 720;
    const first = Math.floor(scroller.scrollTop / height);
    return [Math.max(0, first - beyond), Math.min(rows.length, first + Math.ceil(seen / height) + beyond)];
  };

  const render = (anew, all) => {
    const [start, end] = range(all);
    const focused = body.contains(document.activeElement);
    const next = new Map();
    for (let i = start; i < end; i++) next.set(i, (!anew && drawn.get(i)) || draw(i));
    const lost = focused && !anew && !next.has(active.row);
    drawn = next;
    if (rows.length === 0) {
      body.replaceChildren(h('tr', { 'aria-rowindex': '2' }, h('td', { colspan: String(columns.length), class: 'nothing' }, empty())));
    } else {
      reconcile([space(start * height), ...next.values(), space(all ? 0 : (rows.length - end) * height)]);
    }
    // What had the focus was scrolled away: the keys still work from here, and bring it back.
    if (lost) scroller.focus({ preventScroll: true });
  };

  // Rows that stay are not taken out and put in again, since that would take their focus.
  const reconcile = wanted => {
    const keep = new Set(wanted);
    for (const child of [...body.children]) if (!keep.has(child)) child.remove();
    wanted.forEach((row, i) => { if (body.children[i] !== row) body.insertBefore(row, body.children[i] ?? null); });
  };

  const focus = () => {
    const top = active.row * height;
    const visible = scroller.clientHeight - head.offsetHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height > scroller.scrollTop + visible) scroller.scrollTop = top + height - visible;
    render();
    for (const element of body.querySelectorAll('[tabindex="0"]')) element.tabIndex = -1;
    const cell = drawn.get(active.row)?.children[active.column];
    const target = cell?.querySelector('a, input') ?? cell;
    if (target) { target.tabIndex = 0; target.focus({ preventScroll: true }); cell.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
  };

  const toggle = run => {
    onSelect(run);
    for (const [index, row] of drawn) {
      const on = selected.has(rows[index].id);
      row.setAttribute('aria-selected', String(on));
      const box = row.querySelector('input');
      if (box) box.checked = on;
    }
  };

  const moves = {
    ArrowDown: () => [1, 0], ArrowUp: () => [-1, 0], ArrowRight: () => [0, 1], ArrowLeft: () => [0, -1],
    PageDown: () => [Math.floor(scroller.clientHeight / height) - 2, 0], PageUp: () => [2 - Math.floor(scroller.clientHeight / height), 0],
    Home: event => (event.ctrlKey ? [-rows.length, 0] : [0, -columns.length]), End: event => (event.ctrlKey ? [rows.length, 0] : [0, columns.length]),
  };

  scroller.addEventListener('keydown', event => {
    if (rows.length === 0 || head.contains(event.target) || event.altKey || event.metaKey) return;
    if (event.key === ' ' && event.target.tagName !== 'INPUT') {
      event.preventDefault();
      toggle(rows[active.row]);
    } else if (Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      const [down, right] = moves[event.key](event);
      active = {
        row: Math.min(rows.length - 1, Math.max(0, active.row + down)),
        column: Math.min(columns.length - 1, Math.max(0, active.column + right)),
      };
      focus();
    }
  });
  body.addEventListener('focusin', event => {
    const cell = event.target.closest('td, th');
    const row = cell?.parentElement;
    const index = Number(row?.getAttribute('aria-rowindex')) - 2;
    if (index >= 0) active = { row: index, column: [...row.children].indexOf(cell) };
  });
  body.addEventListener('change', event => {
    const index = Number(event.target.closest('tr').getAttribute('aria-rowindex')) - 2;
    toggle(rows[index]);
  });
  scroller.addEventListener('scroll', () => render(), { passive: true });
  if (typeof ResizeObserver === 'function') new ResizeObserver(() => render()).observe(scroller);
  // Paper does not scroll.
  window.addEventListener('beforeprint', () => { if (scroller.isConnected) render(true, true); });
  window.addEventListener('afterprint', () => { if (scroller.isConnected) render(true); });

  const setColumns = (wanted, sort) => {
    columns = wanted;
    let width = 0;
    cols.replaceChildren(...columns.map(column => {
      const col = h('col', {});
      col.style.width = `${column.width}px`;
      width += column.width;
      return col;
    }));
    table.style.width = `max(100%, ${width}px)`;
    table.setAttribute('aria-colcount', String(columns.length));
    const had = [...head.children].findIndex(cell => cell.contains(document.activeElement));
    head.replaceChildren(...columns.map((column, i) => {
      const direction = sort.key === column.key ? (sort.down ? 'descending' : 'ascending') : null;
      return h('th', { scope: 'col', class: column.kind, 'aria-sort': direction, 'aria-colindex': String(i + 1) }, column.sort
        ? h('button', { type: 'button', title: column.title, onclick: () => onSort(column) }, h('span', { dir: 'auto' }, column.title),
          h('span', { 'aria-hidden': 'true', class: 'arrow' }, direction ? (sort.down ? '▼' : '▲') : ''))
        : h('span', { class: 'unseen' }, column.title));
    }));
    if (had >= 0) head.children[had]?.querySelector('button')?.focus();
  };

  return {
    element: scroller,
    show(wanted, sort, found, chosen) {
      [rows, selected] = [found, chosen];
      active = { row: 0, column: Math.min(active.column, wanted.length - 1) };
      setColumns(wanted, sort);
      table.setAttribute('aria-rowcount', String(rows.length + 1));
      scroller.scrollTop = 0;
      render(true);
    },
    refresh: () => render(true),
  };
};
