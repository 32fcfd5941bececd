// The sessions that the mocks know, a page at a time.

import { button, card, cards, counted, details, duration, el, field, opener, say, select, table, view } from './dom.js';
import { get, post, query as search } from './api.js';

const perPage = 50;
const heads = ['Contract', 'Credential', 'User', 'Kind', 'State', 'Age', 'Idle', 'Values', 'Actions'];

export async function showSessions(content, contracts, query) {
  const offset = Math.max(0, Number.parseInt(query.offset ?? '0', 10) || 0);
  const found = await get('/sessions' + search({
    contract: query.contract, user: query.user, state: query.state, offset, limit: perPage,
  }));
  const contract = select({ id: 'contract' }, [['', 'all'], ...contracts.map(each => each.id)], query.contract ?? '');
  const user = el('input', { type: 'search', value: query.user ?? '', id: 'user' });
  const state = select({ id: 'state' }, [['', 'all'], 'active', 'ended', 'expired'], query.state ?? '');
  const go = changes => { location.hash = view('sessions', { ...query, ...changes }); };
  const filter = event => {
    event?.preventDefault();
    go({ contract: contract.value, user: user.value, state: state.value, offset: '' });
  };
  contract.addEventListener('change', filter);
  state.addEventListener('change', filter);
  const last = Math.min(offset + perPage, found.count);
  content.replaceChildren(
    el('form', { class: 'filters', onsubmit: filter }, field('Contract', contract), field('User contains', user), field('State', state),
      el('button', { type: 'submit' }, 'Filter')),
    el('p', { role: 'status' }, found.count === 0 ? 'No sessions.' : `${offset + 1} to ${last} of ${counted(found.count, 'session')}`),
    cards('Sessions', heads, el('tbody', {},
      found.sessions.flatMap(session => rows(session, () => showSessions(content, contracts, query))))),
    el('p', { class: 'pages' },
      offset > 0 && button('Previous page', () => go({ offset: Math.max(0, offset - perPage) || '' }), { id: 'previous' }),
      last < found.count && button('Next page', () => go({ offset: last }), { id: 'next' })),
    form(contracts, query));
}

function rows(session, refresh) {
  const id = `timeline-${session.contract}-${session.credential}`;
  const change = (how, done) => button(how, async () => {
    await post(`/sessions/${how.toLowerCase()}`, { contract: session.contract, session: session.credential });
    await refresh();
    document.getElementById(id)?.focus();
    say(`${done}: ${session.credential} of ${session.contract}`);
  }, { class: 'small', 'aria-label': `${how} the session ${session.credential} of ${session.contract}` });
  const below = details(heads);
  return [
    card(heads, [
      session.contract, el('code', {}, session.credential), session.user, session.kind ?? '–', session.state, duration(session.age),
      session.state !== 'active' ? '–' : session.idle === null ? 'not used yet' : duration(session.idle),
      [`${session.values.length} `,
        session.values.length > 1 && opener(`values of ${session.credential}`, below, () => family(session))],
      el('span', { class: 'actions' },
        el('a', { href: view('journal', { contract: session.contract, session: session.credential }), id }, 'Timeline'),
        session.state === 'active' && [change('End', 'Ended'), change('Expire', 'Expired')]),
    ]),
    below,
  ];
}

/** The values that a session has, and had before they were renewed. */
function family(session) {
  return [table(`Values of ${session.credential}`, ['Value', 'Credential', 'State', 'Age'], session.values.map(value => [
    value.name, el('code', {}, value.credential), value.state, duration(value.age),
  ]))];
}

function form(contracts, query) {
  const contract = select({ id: 'open-contract' }, contracts.map(each => each.id), query.contract ?? contracts[0]?.id);
  const user = el('input', { value: 'alice', id: 'open-user' });
  const values = el('pre', { tabindex: '0', 'aria-label': 'Values of the new session', hidden: true });
  return el('form', {
    class: 'filters', 'aria-label': 'Open a session', onsubmit: async event => {
      event.preventDefault();
      const opened = await post('/sessions', { contract: contract.value, user: user.value });
      values.textContent = Object.entries(opened.values).map(([name, value]) => `${name}: ${value}`).join('\n');
      values.hidden = false;
      say('Opened. The credentials are shown here only.');
    },
  }, el('h2', {}, 'Open a session'), field('Contract', contract), field('User', user), el('button', { type: 'submit' }, 'Open'), values);
}
