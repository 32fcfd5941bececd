// One button per contract: log in, probe, log out, and try the same credentials again.

import { button, copyButton, el, mark, say, table, view } from './dom.js';
import { post } from './api.js';
import { steps } from './steps.js';

export function showWalk(content, contracts, query) {
  const result = el('section', { 'aria-label': 'Result' });
  const walks = contracts.flatMap(contract => (contract.kinds.length > 1 ? contract.kinds : [null]).map(kind => ({ contract, kind })));
  const buttons = walks.map(({ contract, kind }) => button(nameOf(contract, kind), () => {
    history.replaceState(null, '', view('walk', { contract: contract.id, kind }));
    walk(result, contract, kind);
  }, { class: 'contract', title: contract.title }));
  content.replaceChildren(
    el('p', {}, 'Log in, ask who you are, log out, and try the same credentials again. Which server still lets them in?'),
    el('div', { class: 'buttons', role: 'group', 'aria-label': 'Contracts' }, buttons,
      walks.length > 1 && button('Walk through all', () => {
        history.replaceState(null, '', view('walk', { contract: 'all' }));
        walkAll(result, walks);
      })),
    result);
  const asked = walks.findIndex(({ contract, kind }) => contract.id === query.contract && (query.kind ?? kind) === kind);
  if (query.contract === 'all') walkAll(result, walks);
  else buttons[asked]?.click();
}

function nameOf(contract, kind) {
  return kind === null ? contract.id : `${contract.id}, ${kind}`;
}

async function answerOf(contract, kind) {
  const answer = await post('/walk', kind === null ? { contract: contract.id } : { contract: contract.id, kind });
  document.dispatchEvent(new CustomEvent('in-force-changed'));
  return answer;
}

function verdictOf({ steps, outcome, reason }) {
  const survives = steps.some(step => step.kind === 'afterwards' && !step.holds);
  return outcome === 'passed' ? mark(true, 'The logout ended the session.')
    : survives ? mark(false, 'The token still works after the logout.')
    : outcome === 'failed' ? mark(false, 'Some answers are not as the contract states.')
    : mark(null, `This cannot be shown here: ${reason}`);
}

/** Walks through one contract, step by step. */
async function walk(result, contract, kind) {
  const name = nameOf(contract, kind);
  result.replaceChildren(el('p', {}, `Walking through ${name} …`));
  const answer = await answerOf(contract, kind);
  const verdict = verdictOf(answer);
  result.replaceChildren(
    el('h2', {}, name), el('p', { class: 'verdict' }, verdict), steps(answer.steps),
    answer.curl.length === 0 ? '' : el('section', { class: 'repeat' },
      el('h2', {}, 'For a colleague'),
      el('p', {}, 'These commands probe, log out and probe again, with a session that the mock knows from the start. ',
        'They show it once; another walk puts the session back. ', copyButton(answer.curl.join('\n'), 'commands')),
      el('pre', { tabindex: '0' }, answer.curl.join('\n'))));
  say(`${name}: ${verdict.textContent}`);
}

/** Walks through all contracts, and compares them. */
async function walkAll(result, walks) {
  const rows = [];
  for (const { contract, kind } of walks) {
    if (!result.isConnected) return;
    const name = nameOf(contract, kind);
    result.replaceChildren(el('p', {}, `Walking through ${name} …`));
    const verdict = verdictOf(await answerOf(contract, kind));
    rows.push([el('a', { href: view('walk', { contract: contract.id, kind }) }, name), verdict]);
  }
  result.replaceChildren(el('h2', {}, 'All contracts'), table('All contracts', ['Contract', 'After the logout'], rows),
    el('p', {}, 'Choose a contract for its steps, and for commands that show the same.'));
  say(rows.map(([link, verdict]) => `${link.textContent}: ${verdict.textContent}`).join(' '));
}
