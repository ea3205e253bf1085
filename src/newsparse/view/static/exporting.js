// The listed bulletins as files. They are made here and leave the page only as a download.

// A cell that a spreadsheet would take for a formula gets an apostrophe, which it shows as text.
function cell(value) {
  const written = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(written) ? `'${written}` : written;
  return `"${safe.replaceAll('"', '""')}"`;
}

function csv(found) {
  const with_ = (record, role) => record.people.filter((person) => person.roles.includes(role)).map((person) => person.name).join('、');
  const roles = ['chair', 'attendee', 'observer', 'speaker', 'presenter', 'absent'];
  const rows = found.map((bulletin) => {
    const { record } = detail(bulletin.number);
    return [
      bulletin.id, record.title, bulletin.date, bulletin.end, bulletin.kind, record.meeting && record.meeting.text, bulletin.organizer,
      record.place && record.place.text, ...roles.map((role) => with_(record, role)),
      record.people.map((person) => `${person.titles.join('、')}${person.name}`).join('；'),
      record.key_phrases.map((phrase) => phrase.text).join('；'), record.source, record.published,
      record.warnings.map(([code]) => code).join('；'),
    ];
  });
  const head = ['id', 'title', 'date', 'end', 'kind', 'meeting', 'organizer', 'place', ...roles, 'people', 'key_phrases', 'source', 'published', 'warnings'];
  return '\ufeff' + [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function json(found) {
  return JSON.stringify(found.map((bulletin) => ({ id: bulletin.id, text: text(bulletin.number), ...detail(bulletin.number).record })), null, 1);
}

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
