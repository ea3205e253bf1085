// Everyone who takes part, and a page for each: titles over time, meetings, company.

const PEOPLE = 100;

function seenInOrder(person) {
  return [...person.seen].sort((one, other) => byDay(1)(bulletins[one.bulletin], bulletins[other.bulletin]));
}

function personLink(person) {
  return chinese('a', { href: `#/person/${person.number}` }, person.key);
}

function meetingLink(bulletin) {
  return chinese('a', { href: `#/bulletin/${bulletin.number}` }, bulletin.title);
}

// Spells in which the titles stay the same, in order of time.
function spells(person) {
  const found = [];
  for (const seen of seenInOrder(person)) {
    const titles = seen.titles.join('、') || 'no title given';
    const last = found[found.length - 1];
    if (last && last.titles === titles) last.seen.push(seen);
    else found.push({ titles, seen: [seen] });
  }
  return found;
}

function spellRow(spell) {
  const days = spell.seen.map((seen) => dates(bulletins[seen.bulletin]));
  const [first, last] = [days[0], days[days.length - 1]];
  return [first === last ? first : `${first} – ${last}`, chinese('span', {}, spell.titles), counted(spell.seen.length, 'bulletin')];
}

// Who was present in the same bulletins, most often first; who is reported absent kept no company.
function company(person) {
  const present = (one) => one.roles.some((role) => role !== 'absent');
  const here = new Set(person.seen.filter(present).map((seen) => seen.bulletin));
  return people
    .filter((other) => other !== person)
    .map((other) => [other, other.seen.filter((seen) => present(seen) && here.has(seen.bulletin)).length])
    .filter(([, shared]) => shared)
    .sort((one, other) => other[1] - one[1]);
}

function personView(person) {
  const seen = seenInOrder(person);
  const met = company(person);
  return element(
    'article', { class: 'reading' },
    element('nav', { class: 'steps' }, element('a', { href: '#/people' }, 'All people')),
    chinese('h2', {}, person.key),
    element('p', { class: 'quiet' }, `Named in ${counted(seen.length, 'bulletin')}. Namesakes are told apart by their bodies, places, colleagues and times, as far as these bulletins tell.`),
    section('Titles over time', table(['when', 'titles', 'seen in'], spells(person).map(spellRow))),
    section('Meetings', table(['date', 'meeting', 'roles', 'titles'], seen.map((one) => {
      const bulletin = bulletins[one.bulletin];
      return [dates(bulletin), meetingLink(bulletin), one.roles.join(', '), chinese('span', {}, one.titles.join('、'))];
    }))),
    section('Present together with', met.length
      ? element('ul', { class: 'company' }, met.slice(0, 30).map(([other, shared]) => element('li', {}, personLink(other), quiet(` ${shared}`))))
      : quiet('nobody in these bulletins'))
  );
}

function peopleView() {
  const rows = element('div', {});
  const turns = element('nav', { class: 'pages', 'aria-label': 'Pages of people' });
  const search = element('input', { type: 'search', placeholder: 'name or title' });
  const held = people.map((person) => [person, person.seen.flatMap((seen) => [person.name, ...seen.titles]).join('\n')]);
  const show = (number) => {
    const wanted = search.value.trim();
    const found = held.filter(([, words]) => words.includes(wanted)).map(([person]) => person);
    found.sort((one, other) => other.seen.length - one.seen.length || one.number - other.number);
    const shown = found.slice(number * PEOPLE, (number + 1) * PEOPLE);
    fill(rows, shown.length ? table(['name', 'last titles', 'bulletins'], shown.map((person) => {
      const last = seenInOrder(person).filter((seen) => seen.titles.length).pop();
      return [personLink(person), chinese('span', {}, last ? last.titles.join('、') : ''), String(person.seen.length)];
    })) : empty('Nobody found', people.length ? 'No name or title holds these characters.' : 'These bulletins name nobody who takes part.'));
    pager(turns, number, Math.ceil(found.length / PEOPLE), show);
  };
  search.addEventListener('input', () => show(0));
  show(0);
  return element('article', { class: 'reading' }, element('h2', {}, counted(people.length, 'person', 'people')),
    element('label', { class: 'find' }, 'Search ', search), rows, turns);
}
