// Requests as they come in. The newest are first.

import { button, counted, el, field, mark, select, table, view } from './dom.js';
import { query as search } from './api.js';

const mostRows = 500;

export function showJournal(content, contracts, query) {
  const contract = select({ id: 'contract' }, [['', 'all'], ...contracts.map(each => each.id)], query.contract ?? '');
  const status = el('input', { inputmode: 'numeric', pattern: '[0-9]{3}', size: '4', value: query.status ?? '', id: 'status' });
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
    note.textContent = [
      counted(shown, 'request'), leftOut > 0 && `${counted(leftOut, 'more request')} left out`,
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
      el('button', { type: 'submit' }, 'Filter'), pause),
    query.session ? el('p', {}, 'Requests of the session ', el('code', {}, query.session), ', as far back as the journal goes. ',
      el('a', { href: view('journal', { contract: query.contract }) }, 'Show all sessions')) : '',
    note,
    tableOf(body));
  tell();
  const source = new EventSource('/__admin/journal/stream' + search({
    contract: query.contract, status: query.status, variant: query.variant, session: query.session,
  }));
  source.addEventListener('entry', event => {
    const { entry } = JSON.parse(event.data);
    if (isPaused) waiting.push(entry);
    else add(entry);
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

function tableOf(body) {
  const whole = table('Requests, the newest first', ['No.', 'Time', 'Contract', 'Request', 'Status', 'Variant', 'Session', 'Details'], []);
  whole.querySelector('tbody').replaceWith(body);
  return whole;
}

function rows(entry) {
  const details = el('tr', { hidden: true, class: 'details' }, el('td', { colspan: '8' }));
  const open = button('Show', () => {
    details.hidden = !details.hidden;
    open.textContent = details.hidden ? 'Show' : 'Hide';
    open.setAttribute('aria-label', `${open.textContent} request ${entry.number}`);
    open.setAttribute('aria-expanded', String(!details.hidden));
    if (!details.hidden) details.firstElementChild.replaceChildren(...parts(entry));
  }, { class: 'small', 'aria-expanded': 'false', 'aria-label': `Show request ${entry.number}` });
  const { before, after } = entry.caller;
  return [
    el('tr', {}, [
      entry.number, entry.at.slice(11, 23), entry.contract, `${entry.method} ${entry.path}`,
      entry.fault ? mark(null, entry.fault) : entry.status, entry.variant ?? mark(false, 'none fits'),
      entry.caller.credential ? el('a', { href: view('journal', { contract: entry.contract, session: entry.caller.credential }) },
        before === after ? before : `${before} → ${after}`) : before,
      open,
    ].map(cell => el('td', {}, cell))),
    details,
  ];
}

function parts(entry) {
  const text = [`${entry.method} ${entry.path}`, ...entry.headers.map(({ name, value }) => `${name}: ${value}`),
    ...(entry.body ? ['', entry.body] : [])].join('\n');
  return [
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
