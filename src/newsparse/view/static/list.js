// The list beside the reading view, a page at a time.

const ROWS = 50;
let listed = [];
let page = 0;

function entry(bulletin) {
  const people = bulletin.chairs.length ? `${bulletin.chairs.join('、')} presided` : counted(bulletin.people.length, 'person', 'people');
  return element(
    'li', {},
    element(
      'a', { href: `#/bulletin/${bulletin.number}` },
      element('span', { class: 'when' }, dates(bulletin)),
      bulletin.kind ? chinese('span', { class: 'kind' }, bulletin.kind) : null,
      bulletin.warnings ? element('span', { class: 'flag' }, counted(bulletin.warnings, 'warning')) : null,
      chinese('span', { class: 'name' }, bulletin.title),
      chinese('span', { class: 'quiet' }, [bulletin.organizer, people].filter(Boolean).join(' · '))
    )
  );
}

function showPage(number) {
  page = number;
  const pages = Math.max(1, Math.ceil(listed.length / ROWS));
  fill(byId('list'), listed.slice(page * ROWS, (page + 1) * ROWS).map(entry));
  byId('list').scrollTop = 0;
  if (!listed.length) {
    fill(byId('list'), element('li', { class: 'none' }, bulletins.length ? 'No bulletin matches. Clear a filter to see more.' : 'This report holds no bulletins.'));
  }
  pager(byId('pages'), page, pages, showPage);
  markCurrent();
}

function markCurrent() {
  for (const link of byId('list').querySelectorAll('a')) {
    if (link.hash === location.hash) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function refresh() {
  listed = selected();
  const all = bulletins.length;
  byId('count').textContent = listed.length === all ? counted(all, 'bulletin') : `${listed.length.toLocaleString('en')} of ${counted(all, 'bulletin')}`;
  for (const name of ['csv', 'json']) byId(name).disabled = !listed.length;
  showPage(0);
}
