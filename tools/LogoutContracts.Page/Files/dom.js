// Builds elements. Text is always text: nothing here parses markup.

/** Creates an element. Attributes that start with "on" are listeners; null and false are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A labelled field: the label is before the input. */
export function field(label, input) {
  return el('label', { class: 'field' }, el('span', {}, label), input);
}

/** A list to choose from. Options are texts or [value, text]. */
export function select(attributes, options, chosen = '') {
  const list = el('select', attributes, options.map(option => {
    const [value, text] = Array.isArray(option) ? option : [option, option];
    return el('option', { value }, text);
  }));
  list.value = chosen;
  return list;
}

export function button(text, onclick, attributes = {}) {
  return el('button', { type: 'button', onclick, ...attributes }, text);
}

/** A table with a caption for screen readers. Rows are lists of cells. */
export function table(caption, heads, rows) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, el('table', {},
    el('caption', { class: 'hidden' }, caption),
    el('thead', {}, el('tr', {}, heads.map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.map(row => el('tr', {}, row.map(cell => el('td', {}, cell)))))));
}

/**
 * A table whose rows become cards in a narrow window. Fill it with rows of "card" and "details". The roles are explicit, because browsers
 * forget them when a table is not laid out as one.
 */
export function cards(caption, heads, body) {
  body.setAttribute('role', 'rowgroup');
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, el('table', { class: 'cards', role: 'table' },
    el('caption', { class: 'hidden' }, caption),
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, heads.map(head => el('th', { scope: 'col', role: 'columnheader' }, head)))),
    body));
}

/** A row of "cards". */
export function card(heads, values) {
  return el('tr', { role: 'row' }, values.map((value, i) => el('td', { role: 'cell', 'data-label': heads[i] }, el('span', {}, value))));
}

/** A hidden row below a card, for "opener". */
export function details(heads) {
  return el('tr', { hidden: true, class: 'details', role: 'row' }, el('td', { colspan: String(heads.length), role: 'cell' }));
}

/** Copies a text, and says so. */
export function copyButton(text, what) {
  return button(`Copy ${what}`, async () => {
    await navigator.clipboard.writeText(text);
    say(`Copied: ${what}`);
  }, { class: 'small' });
}

/** Saves a text as a file. */
export function save(name, text) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text])), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** An ISO 8601 duration in words: "1 h 5 min". */
export function duration(text) {
  const units = { D: 'd', H: 'h', M: 'min', S: 's' };
  const parts = [...text.matchAll(/([\d.]+)([DHMS])/g)].map(([, number, unit]) => `${number} ${units[unit]}`);
  return parts.join(' ') || '0 s';
}

/** A button that shows and hides the row below it. The row is filled when it is opened. */
export function opener(what, row, fill) {
  const open = button('Show', () => {
    row.hidden = !row.hidden;
    open.textContent = row.hidden ? 'Show' : 'Hide';
    open.setAttribute('aria-label', `${open.textContent} ${what}`);
    open.setAttribute('aria-expanded', String(!row.hidden));
    if (!row.hidden) row.firstElementChild.replaceChildren(...fill());
  }, { class: 'small', 'aria-expanded': 'false', 'aria-label': `Show ${what}` });
  return open;
}

/** A link to another view of this page. Values are encoded. */
export function view(name, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return `#/${name}${given.length ? '?' + new URLSearchParams(given) : ''}`;
}

/** A number with its noun: "1 request", "2 requests". */
export function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Tells the user, also those who listen. */
export function say(text) {
  document.getElementById('said').textContent = text;
}

/** A link to a page elsewhere; only its text if the address is none of the web. */
export function link(url, text) {
  return /^https?:\/\//.test(url) ? el('a', { href: url, rel: 'noreferrer' }, text) : text;
}

/** A short mark of an outcome: a word, not only a colour. */
export function mark(good, text) {
  return el('span', { class: `mark ${good === null ? 'neutral' : good ? 'good' : 'bad'}` }, text);
}
