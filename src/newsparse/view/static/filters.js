// Which bulletins are listed, and in which order.

const form = byId('filters');

function offer(listed, values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  const sorted = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  listed.append(...sorted.map(([value, count]) => element('option', { value }, listed.tagName === 'SELECT' ? `${value} (${count})` : null)));
}

function offerAll() {
  offer(form.kind, bulletins.map((bulletin) => bulletin.kind).filter(Boolean));
  offer(byId('names'), people.flatMap((person) => person.seen.map(() => person.name)));
  offer(byId('bodies'), bulletins.flatMap((bulletin) => [bulletin.organizer, ...bulletin.bodies]).filter(Boolean));
}

function holdsWords(bulletin, words) {
  const names = () => bulletin.people.map((number) => people[number].name);
  const listed = [bulletin.title, bulletin.id, bulletin.organizer, ...names()].filter(Boolean).join('\n').toLowerCase();
  return words.every((word) => listed.includes(word) || text(bulletin.number).toLowerCase().includes(word));
}

// A bulletin of several days is listed when one of them is in the range.
function inRange(bulletin, from, to) {
  if (!from && !to) return true;
  const first = day(bulletin);
  const last = bulletin.end && !bulletin.end.startsWith('--') ? bulletin.end : first;
  return first !== null && (!from || last >= from) && (!to || first <= to);
}

function selected() {
  const wanted = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = bulletins.filter(
    (bulletin) =>
      (!wanted.kind || bulletin.kind === wanted.kind) &&
      inRange(bulletin, wanted.from, wanted.to) &&
      (!wanted.person || bulletin.people.some((number) => people[number].name.includes(wanted.person))) &&
      (!wanted.organization || [bulletin.organizer, ...bulletin.bodies].some((body) => body && body.includes(wanted.organization))) &&
      (!words.length || holdsWords(bulletin, words))
  );
  return wanted.order === 'input' ? found : found.sort(byDay(wanted.order === 'oldest' ? 1 : -1));
}

// Those without a date come last either way.
function byDay(direction) {
  return (one, other) => {
    const [here, there] = [day(one), day(other)];
    if (here === there) return one.number - other.number;
    if (here === null || there === null) return here === null ? 1 : -1;
    return here < there ? -direction : direction;
  };
}
