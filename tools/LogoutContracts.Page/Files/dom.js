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
    el('tbody', {}, rows.map(row => row instanceof Node ? row : el('tr', {}, row.map(cell => el('td', {}, cell)))))));
}

/** Copies a text, and says so. */
export function copyButton(text, what) {
  return button(`Copy ${what}`, async () => {
    await navigator.clipboard.writeText(text);
    say(`Copied: ${what}`);
  }, { class: 'small' });
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
