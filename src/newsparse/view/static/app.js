// Which view is shown follows from the address, so that the browser's back button and links work.

function pictureView(name) {
  const picture = byId(`picture-${name}`);
  if (!picture) return empty('No pictures', 'This report was made without them. Install newsparse with its extra "plot" and leave out --no-pictures.');
  const shown = picture.content.cloneNode(true);
  for (const link of shown.querySelectorAll('a')) link.removeAttribute('target'); // matplotlib's, a new window
  const about = {
    timeline: 'All bulletins of this report by the day of the event, coloured by kind.',
    network: 'The persons named in most bulletins; a line joins two who were present in the same ones. Choose a name to open its page.',
    phrases: 'In how many bulletins a phrase is a key phrase.',
  };
  return element('article', { class: 'reading' }, element('h2', {}, name[0].toUpperCase() + name.slice(1)), element('p', { class: 'quiet' }, about[name]), shown);
}

function failuresView() {
  if (!index.failures.length) return empty('Everything was read', 'Every document that was named became a bulletin of this report.');
  return element('article', { class: 'reading' }, element('h2', {}, `${counted(index.failures.length, 'document')} could not be read`), table(['document', 'why'], index.failures));
}

// What the listed bulletins amount to; it follows the filters.
function glanceView() {
  const days = listed.map(day).filter(Boolean).sort();
  const names = new Set(listed.flatMap((bulletin) => bulletin.people));
  const most = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1]).slice(0, 8)
      .map(([value, count]) => element('li', {}, chinese('span', {}, value), quiet(` ${count}`)));
  };
  const undated = listed.length - days.length;
  return element(
    'article', { class: 'reading glance' },
    element('h2', {}, 'At a glance'),
    element('p', { class: 'quiet' }, 'The listed bulletins. Open one to read it with everything that was found in it.'),
    element('dl', {},
      element('dt', {}, 'bulletins'), element('dd', {}, listed.length.toLocaleString('en')),
      element('dt', {}, 'dates'), element('dd', {}, days.length ? `${days[0]} to ${days[days.length - 1]}` : 'none', undated ? quiet(`, ${undated} without a full date`) : null),
      element('dt', {}, 'persons'), element('dd', {}, names.size.toLocaleString('en')),
      element('dt', {}, 'warnings'), element('dd', {}, `in ${listed.filter((bulletin) => bulletin.warnings).length} bulletins`)),
    section('Kinds', element('ul', { class: 'company' }, most(listed.map((bulletin) => bulletin.kind).filter(Boolean)))),
    section('Organisers', element('ul', { class: 'company' }, most(listed.map((bulletin) => bulletin.organizer).filter(Boolean)))),
    section('Who presided', element('ul', { class: 'company' }, most(listed.flatMap((bulletin) => bulletin.chairs))))
  );
}

function view(name, number) {
  if (name === 'bulletin' && bulletins[number]) return readingView(bulletins[number]);
  if (name === 'person' && people[number]) return personView(people[number]);
  if (name === 'people') return peopleView();
  if (['timeline', 'network', 'phrases'].includes(name)) return pictureView(name);
  if (name === 'failures') return failuresView();
  if (name) return empty('Nothing here', 'This address names nothing in this report.');
  if (!bulletins.length) return empty('No bulletins', 'This report holds none.');
  return listed.length ? glanceView() : empty('No bulletin matches', 'Clear a filter to see more.');
}

function show() {
  const [, name = '', number = ''] = location.hash.split('/');
  fill(byId('main'), view(name, number));
  document.body.dataset.view = name || 'list';
  const tab = { bulletin: '#/', person: '#/people' }[name] || `#/${name}`;
  for (const link of byId('views').querySelectorAll('a')) {
    if (link.getAttribute('href') === tab) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  byId('main').scrollTop = 0;
  window.scrollTo(0, 0);
  markCurrent();
}

function search() {
  refresh();
  if (document.body.dataset.view === 'list') show();
}

function start() {
  offerAll();
  let waiting = 0;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener('submit', (event) => { event.preventDefault(); search(); });
  byId('clear').addEventListener('click', () => { form.reset(); search(); });
  byId('csv').addEventListener('click', () => save('bulletins.csv', 'text/csv;charset=utf-8', csv(listed)));
  byId('json').addEventListener('click', () => save('bulletins.json', 'application/json', json(listed)));
  byId('skip').addEventListener('click', (event) => { event.preventDefault(); byId('main').focus(); });
  if (!index.failures.length) byId('views').querySelector('[href="#/failures"]').remove();
  window.addEventListener('hashchange', () => { show(); byId('main').focus({ preventScroll: true }); });
  refresh();
  show();
}

start();
