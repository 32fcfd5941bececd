// Requests as they come in. The newest are first.

import { button, card, cards, counted, details, el, field, mark, opener, save, say, select, table, view } from './dom.js';
import { get, query as search } from './api.js';

const mostRows = 500;
const heads = ['No.', 'Time', 'Contract', 'Request', 'Status', 'Variant', 'Session', 'Details'];

export function showJournal(content, contracts, query) {
  const contract = select({ id: 'contract' }, [['', 'all'], ...contracts.map(each => each.id)], query.contract ?? '');
  const status = el('input', { inputmode: 'numeric', pattern: '[0-9]{1,3}', size: '4', value: query.status ?? '', id: 'status' });
  const variant = el('input', { value: query.variant ?? '', id: 'variant' });
  const filter = event => {
    event?.preventDefault();
    location.hash = view('journal', {
      contract: contract.value, status: status.value, variant: variant.value, session: query.session ?? '',
    });
  };
  contract.addEventListener('change', filter);
  const body = el('tbody');
  const note = el('p', { role: 'status' });
  let [isPaused, waiting, shown, leftOut] = [false, [], 0, 0];
  const tell = () => {
    const all = counted(shown, 'request');
    note.textContent = [
      shown > mostRows ? `the newest ${mostRows} of ${all}` : all, leftOut > 0 && `${counted(leftOut, 'more request')} left out`,
      waiting.length > 0 && `${waiting.length} waiting`,
    ].filter(part => part).join(', ');
  };
  const add = entry => {
    body.prepend(...rows(entry));
    shown++;
    while (body.children.length > 2 * mostRows) body.lastElementChild.remove();
  };
  const pause = button('Pause', () => {
    isPaused = !isPaused;
    pause.textContent = isPaused ? 'Go on' : 'Pause';
    if (!isPaused) waiting.splice(0).forEach(add);
    tell();
  });
  content.replaceChildren(
    el('form', { class: 'filters', onsubmit: filter }, field('Contract', contract), field('Status', status), field('Variant', variant),
      el('button', { type: 'submit' }, 'Filter'), pause, exportButton('HAR', 'har', 'journal.har', query),
      exportButton('C# test', 'test', 'RecordedRequests.cs', query)),
    query.session ? el('p', {}, 'Requests of the session ', el('code', {}, query.session), ' and its login, as far back as the journal ',
      'goes. ',
      el('a', { href: view('journal', { contract: query.contract }) }, 'Show all sessions')) : '',
    note,
    cards('Requests, the newest first', heads, body));
  tell();
  const source = new EventSource('/__admin/journal/stream' + filterOf(query));
  source.addEventListener('entry', event => {
    const { entry } = JSON.parse(event.data);
    if (!isPaused) add(entry);
    else if (waiting.push(entry) > mostRows) {
      waiting.shift();
      leftOut++;
    }
    tell();
  });
  source.addEventListener('left-out', event => {
    leftOut += JSON.parse(event.data).count;
    tell();
  });
  source.addEventListener('cleared', () => {
    body.replaceChildren();
    [waiting, shown, leftOut] = [[], 0, 0];
    tell();
  });
  return () => source.close();
}

function exportButton(title, path, file, query) {
  return button(`Export ${title}`, async () => {
    const exported = await get(`/journal/${path}` + filterOf(query));
    save(file, typeof exported === 'string' ? exported : JSON.stringify(exported, null, 2));
    say(`Saved: ${file}`);
  });
}

function filterOf({ contract, status, variant, session }) {
  return search({ contract, status, variant, session });
}

function rows(entry) {
  const below = details(heads);
  return [
    card(heads, [
      entry.number, entry.at.slice(11, 23), entry.contract, `${entry.method} ${entry.path}`,
      entry.fault ? mark(null, entry.fault) : entry.status, entry.variant ?? mark(false, 'none fits'), session(entry),
      opener(`request ${entry.number}`, below, () => parts(entry)),
    ]),
    below,
  ];
}

function session({ contract, caller: { credential, before, after }, opened }) {
  const known = credential ?? opened;
  const text = before !== after ? `${before} → ${after}` : opened && !credential ? 'opened' : opened ? `${before}, renewed` : before;
  return known ? el('a', { href: view('journal', { contract, session: known }) }, text) : text;
}

function parts(entry) {
  const text = [`${entry.method} ${entry.path}`, ...entry.headers.map(({ name, value }) => `${name}: ${value}`),
    ...(entry.body ? ['', entry.body] : [])].join('\n');
  return [
    entry.replica ? el('p', {}, 'At the server ', el('code', {}, entry.replica), '.') : '',
    entry.operation && entry.variant ? el('p', {}, 'Answered by ', el('a', {
      href: view('variants', { contract: entry.contract, operation: entry.operation, variant: entry.variant }),
    }, `${entry.operation} · ${entry.variant}`), ` in ${entry.microseconds} µs.`) : '',
    el('pre', { tabindex: '0' }, text),
    ...entry.nearest.map(miss => el('div', {}, el('p', {}, `Nearly ${miss.operation} · ${miss.variant}:`),
      table(`Why ${miss.variant} does not fit`, ['Part', 'Expected', 'Found', ''], miss.parts.map(part => [
        part.part, part.expected, part.actual, mark(part.fits, part.fits ? 'fits' : 'does not fit'),
      ])))),
  ];
}
