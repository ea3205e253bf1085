// The index is read at once; what a bulletin's own view needs is read when it is opened, searched or exported.

const index = JSON.parse(byId('index').textContent);
const bulletins = index.bulletins;
const people = index.people;
const texts = new Map();

function detail(number) {
  return JSON.parse(byId(`b${number}`).textContent);
}

function textOf(nodes) {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.slice(2)))).join('');
}

function text(number) {
  if (!texts.has(number)) texts.set(number, textOf(detail(number).text));
  return texts.get(number);
}

// Dates as text, in order; a day without its year has none that could be compared.
function day(bulletin) {
  return bulletin.date && !bulletin.date.startsWith('--') ? bulletin.date : null;
}

function dates(bulletin) {
  return [bulletin.date, bulletin.end].filter(Boolean).join(' to ') || 'no date';
}

bulletins.forEach((bulletin, number) => {
  bulletin.number = number;
  bulletin.bodies = [];
});
people.forEach((person, number) => {
  person.number = number;
  for (const seen of person.seen) {
    if (seen.organization) bulletins[seen.bulletin].bodies.push(seen.organization);
  }
});
