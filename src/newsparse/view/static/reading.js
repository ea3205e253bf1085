// A bulletin: its text with what was found in it, and for each find where it comes from.

const TAGS = { furniture: 'small', phrase: 'b', statement: 'span', repair: 'u' };
const QUIET = ['furniture', 'phrase'];
const hidden = new Set(['repair']); // kinds of marks that are switched off; kept from bulletin to bulletin

function marked(nodes, found, choose) {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    const [number, cut, ...children] = node;
    const layer = found[number];
    const [begins, ends] = [cut & 1, cut & 2];
    const properties = { class: `np-mark np-${layer.kind}`, 'data-layer': number };
    if (layer.first && layer.kind !== 'repair' && (layer.kind === 'statement' ? begins : ends)) properties['data-label'] = layer.label;
    if (begins && !QUIET.includes(layer.kind)) Object.assign(properties, { tabindex: 0, role: 'button', title: layer.label });
    const made = element(TAGS[layer.kind] || 'mark', properties, marked(children, found, choose));
    const chosen = (event) => {
      if (hidden.has(layer.kind)) return; // the mark around it is meant
      event.preventDefault();
      event.stopPropagation();
      choose(made);
    };
    made.addEventListener('click', chosen);
    made.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') chosen(event); });
    return made;
  });
}

// The layers of a mark and of those around it, from the inmost.
function enclosing(mark) {
  const numbers = [];
  for (let at = mark; at; at = at.parentElement.closest('[data-layer]')) numbers.push(Number(at.dataset.layer));
  return numbers;
}

// The field of the record a mark stands for; its evidence is what it was read from.
function fieldOf(record, layer) {
  if (!layer.of) return null;
  const value = record[layer.of[0]];
  return Array.isArray(value) ? value[layer.of[1]] : value;
}

function place(span) {
  return `characters ${span[0]} to ${span[1]}`;
}

function evidence(record, layer, words) {
  const field = fieldOf(record, layer);
  const read = [field && field.evidence].flat().filter(Boolean);
  const rows = [];
  const row = (name, ...value) => rows.push(element('dt', {}, name), element('dd', {}, ...value));
  row('what', `${layer.kind}${layer.label && layer.label !== layer.kind ? `: ${layer.label}` : ''}`);
  row('text', chinese('span', {}, words));
  if (layer.note) row('known', chinese('span', {}, layer.note));
  if (layer.was) row('in the input', chinese('span', { class: 'was' }, layer.was));
  if (read.length) row('read from', read.map((found) => chinese('q', {}, withWords(found.text.trim(), words), found.rule ? quiet(` rule ${found.rule}`) : null)));
  row('place', `${place(layer.at)} of the ${layer.raw ? 'text' : 'title'}`, layer.raw ? quiet(`, ${place(layer.raw)} of the input`) : null);
  return element('dl', {}, rows);
}

function withWords(clause, words) {
  const at = clause.indexOf(words);
  if (at < 0 || words.length >= clause.length) return [clause];
  return [clause.slice(0, at), element('strong', {}, words), clause.slice(at + words.length)];
}

function facts(record, bulletin) {
  const date = record.date;
  const known = date ? [dates(bulletin), date.part_of_day, date.time].filter(Boolean).join(' ') : null;
  const year = date ? (date.year_from ? `year from ${date.year_from}` : 'year unknown') : '';
  const nothing = () => quiet('not found');
  const named = (field) => (field ? chinese('span', {}, field.text) : nothing());
  return element(
    'dl', { class: 'facts' },
    element('dt', {}, 'date'), element('dd', {}, known || nothing(), date ? quiet(` ${date.text}, ${year}`) : null),
    element('dt', {}, 'place'), element('dd', {}, named(record.place)),
    element('dt', {}, 'organizer'), element('dd', {}, named(record.organizer)),
    element('dt', {}, 'meeting'), element('dd', {}, named(record.meeting), record.meeting ? quiet(` ${record.meeting.kind}`) : null)
  );
}

function participants(record, bulletin) {
  const numbers = new Map(bulletin.people.map((number) => [people[number].name, number]));
  return element(
    'ul', { class: 'plain' },
    record.people.map((person) =>
      element(
        'li', {},
        chinese('a', { href: `#/person/${numbers.get(person.name)}`, class: `np-mark np-${person.roles[0] || 'attendee'}` }, person.name),
        quiet(` ${person.roles.join(', ')}`),
        chinese('div', {}, person.titles.join('、'))
      )
    )
  );
}

function section(heading, ...content) {
  return element('section', {}, element('h3', {}, heading), ...content);
}

function aside(record, bulletin) {
  const listOf = (entries) => element('ul', { class: 'plain' }, entries);
  return element(
    'div', { class: 'found' },
    facts(record, bulletin),
    section('People', record.people.length ? participants(record, bulletin) : quiet('nobody is named')),
    record.groups.length ? section('Groups', listOf(record.groups.map((group) => element('li', {}, chinese('span', {}, group.text), quiet(` ${group.role}`))))) : null,
    record.key_phrases.length ? section('Key phrases', listOf(record.key_phrases.map((phrase) => element('li', {}, chinese('span', {}, phrase.text), quiet(` ${phrase.score.toFixed(2)}`))))) : null,
    record.other_events.length ? section('Other events', listOf(record.other_events.map((event) => chinese('li', {}, event.text)))) : null
  );
}

// The legend is also the switchboard: each kind can be taken off the text.
function switches(found, body) {
  const kinds = Object.keys(index.meaning).filter((kind) => found.some((layer) => layer.kind === kind));
  const apply = () => {
    body.className = ['np-text', ...[...hidden].map((kind) => `without-${kind}`)].join(' ');
    for (const mark of body.querySelectorAll('[role=button]')) {
      mark.tabIndex = hidden.has(found[mark.dataset.layer].kind) ? -1 : 0;
    }
  };
  apply();
  return element(
    'div', { class: 'switches', role: 'group', 'aria-label': 'Marks shown' },
    kinds.map((kind) => {
      const button = element('button', { type: 'button', 'aria-pressed': String(!hidden.has(kind)), title: index.meaning[kind] }, element('span', { class: `np-mark np-${kind}` }, kind));
      button.addEventListener('click', () => {
        if (hidden.has(kind)) hidden.delete(kind);
        else hidden.add(kind);
        button.setAttribute('aria-pressed', String(!hidden.has(kind)));
        apply();
      });
      return button;
    })
  );
}

function neighbours(bulletin) {
  const at = listed.indexOf(bulletin);
  const step = (label, other) => (other ? element('a', { href: `#/bulletin/${other.number}` }, label) : quiet(label));
  return element('nav', { class: 'steps', 'aria-label': 'Neighbours in the list' },
    element('a', { href: '#/', class: 'back' }, 'List'), at < 0 ? null : [step('Previous', listed[at - 1]), step('Next', listed[at + 1])]);
}

function readingView(bulletin) {
  const { record, layers, text: tree, title, repairs } = detail(bulletin.number);
  const panel = element('section', { id: 'evidence', 'aria-live': 'polite', 'aria-label': 'Evidence' });
  const advice = () => {
    delete panel.dataset.open;
    fill(panel, element('h3', {}, 'Evidence'), element('p', { class: 'quiet' }, 'Choose a mark in the text to see what it was read from and what stood there in the input.'));
  };
  const close = () => {
    const mark = document.querySelector('.chosen');
    for (const other of document.querySelectorAll('.chosen')) other.classList.remove('chosen');
    advice();
    if (mark) mark.focus();
  };
  const choose = (mark) => {
    for (const other of document.querySelectorAll('.chosen')) other.classList.remove('chosen');
    const whole = mark.closest('.np-text, h2');
    const found = enclosing(mark).filter((number) => !hidden.has(layers[number].kind)).map((number) => {
      const pieces = [...whole.querySelectorAll(`[data-layer="${number}"]`)];
      return { number, pieces, words: pieces.map((piece) => piece.textContent).join('') };
    });
    for (const piece of found[0].pieces) piece.classList.add('chosen');
    mark.scrollIntoView({ block: 'nearest' });
    panel.dataset.open = '';
    const button = element('button', { type: 'button', class: 'close', onclick: close }, 'Close');
    const shown = found.map(({ number, words }) => evidence(record, layers[number], words));
    fill(panel, button, element('h3', {}, 'Evidence'), shown[0], shown.length > 1 ? element('h3', {}, 'Around it') : null, shown.slice(1));
  };
  advice();
  const body = chinese('div', { class: 'np-text' }, marked(tree, layers, choose));
  const origin = [record.source, record.published, record.authors.join('、'), bulletin.id].filter(Boolean).join(' · ');
  return element(
    'article', { class: 'reading' },
    neighbours(bulletin),
    chinese('h2', {}, record.title ? marked(title, layers, choose) : bulletin.title),
    element('p', { class: 'quiet' }, origin),
    record.warnings.length ? element('ul', { class: 'warnings' }, record.warnings.map(([code, message]) => element('li', {}, element('strong', {}, `Warning: ${code}`), ` ${message}`))) : null,
    switches(layers, body),
    element('div', { class: 'columns' },
      element('div', {}, body, element('p', { class: 'quiet' }, counted(repairs, 'repair'))),
      element('div', { class: 'beside' }, panel, aside(record, bulletin)))
  );
}
