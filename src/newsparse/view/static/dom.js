// Elements are made one by one and data goes in as text nodes: nothing in a bulletin is ever read as markup.

function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'onclick') made.addEventListener('click', value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

function fill(place, ...children) {
  place.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== ''));
}

function byId(id) {
  return document.getElementById(id);
}

function chinese(tag, properties, ...children) {
  return element(tag, { lang: 'zh', ...properties }, ...children);
}

function quiet(text) {
  return element('span', { class: 'quiet' }, text);
}

function counted(number, one, many) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many || one + 's'}`;
}

function empty(heading, advice) {
  return element('div', { class: 'empty' }, element('h2', {}, heading), advice ? element('p', {}, advice) : null);
}

// A table whose head names the columns; a cell is a text, a node or a list of them.
function table(headings, rows) {
  return element(
    'table', {},
    element('thead', {}, element('tr', {}, headings.map((heading) => element('th', { scope: 'col' }, heading)))),
    element('tbody', {}, rows.map((row) => element('tr', {}, row.map((cell) => element('td', {}, cell)))))
  );
}

// Links to the pages before and after; `turn` is told the new number.
function pager(place, page, pages, turn) {
  const step = (label, to) =>
    element('button', { type: 'button', disabled: to < 0 || to >= pages, onclick: () => turn(to) }, label);
  if (pages < 2) fill(place);
  else fill(place, step('Previous', page - 1), element('span', {}, `Page ${page + 1} of ${pages}`), step('Next', page + 1));
}
