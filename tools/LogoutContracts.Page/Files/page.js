// Shows the view that the address names, so that every view can be bookmarked and sent to a colleague.

import { button, el, field, say, view } from './dom.js';
import { ApiError, get, post } from './api.js';
import { showWalk } from './walk.js';
import { showVariants } from './variants.js';
import { showDiagrams } from './diagrams.js';
import { showSessions } from './sessions.js';
import { showJournal } from './journal.js';
import { showCheck } from './check.js';
import { showControl, showInForce } from './overrides.js';

const views = [
  ['walk', 'Walk through', showWalk],
  ['variants', 'Variants', showVariants],
  ['diagrams', 'Diagrams', showDiagrams],
  ['sessions', 'Sessions', showSessions],
  ['journal', 'Journal', showJournal],
  ['control', 'Control', showControl],
  ['check', 'Check', showCheck],
];

const main = document.getElementById('main');
let leave = () => {};
let current = '';

function address() {
  const [name, query = ''] = location.hash.replace(/^#\//, '').split('?');
  return { name: name || 'walk', query: Object.fromEntries(new URLSearchParams(query)) };
}

async function show(isFirst) {
  const { name, query } = address();
  const [key, title, render] = views.find(([key]) => key === name) ?? views[0];
  leave();
  leave = () => {};

  // Who changes a filter stays there.
  const focused = key === current ? document.activeElement?.id : '';
  current = key;
  document.getElementById('views').replaceChildren(...views.map(([other, text]) =>
    el('a', { href: view(other), 'aria-current': other === key ? 'page' : null }, text)));
  say('');
  document.title = `${title} – LogoutContracts mocks`;
  const heading = el('h1', { tabindex: '-1' }, title);
  const content = el('div');
  main.replaceChildren(heading, content);
  if (!isFirst) heading.focus({ preventScroll: Boolean(focused) });
  try {
    await showInForce(document.getElementById('in-force'));
    const contracts = await get('/contracts');
    leave = await render(content, contracts, query) ?? leave;
    if (focused && document.activeElement === heading) document.getElementById(focused)?.focus();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) askToken(content);
    else content.replaceChildren(el('p', { class: 'problem', role: 'alert' }, problem(error)));
  }
}

function problem(error) {
  return error instanceof TypeError ? 'The server does not answer. Is it still running?' : error.message;
}

function askToken(content) {
  const input = el('input', { type: 'password', autocomplete: 'off', required: true, id: 'token' });
  const form = el('form', {
    onsubmit: async event => {
      event.preventDefault();
      try {
        await post('/sign-in', { token: input.value });
        input.value = '';
        rememberSignedIn(true);
        await show(false);
      } catch (error) {
        say(error.status === 401 ? 'This is not the admin token of the server.' : problem(error));
      }
    },
  }, field('Admin token', input), el('button', { type: 'submit' }, 'Sign in'));
  content.replaceChildren(
    el('p', {}, 'This server needs its admin token. You stay signed in for eight hours, or until you sign out.'), form);
  input.focus();
}

function rememberSignedIn(isSignedIn) {
  document.getElementById('sign-out').hidden = !isSignedIn;
  if (isSignedIn) sessionStorage.setItem('signed-in', '1');
  else sessionStorage.removeItem('signed-in');
}

document.getElementById('sign-out').addEventListener('click', async () => {
  await post('/sign-out');
  rememberSignedIn(false);
  await show(false);
  say('Signed out.');
});
rememberSignedIn(sessionStorage.getItem('signed-in') === '1');
window.addEventListener('hashchange', () => show(false));
window.addEventListener('unhandledrejection', event => {
  event.preventDefault();
  say(problem(event.reason));
});
document.addEventListener('in-force-changed', () => showInForce(document.getElementById('in-force')));
await show(true);
