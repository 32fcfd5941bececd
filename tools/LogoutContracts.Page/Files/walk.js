// One button per contract: log in, probe, log out, and try the same credentials again.

import { button, copyButton, el, mark, say } from './dom.js';
import { post } from './api.js';
import { steps } from './steps.js';

export function showWalk(content, contracts, query) {
  const result = el('section', { 'aria-label': 'Result' });
  const buttons = contracts.flatMap(contract => (contract.kinds.length > 1 ? contract.kinds : [null]).map(kind => {
    const name = kind === null ? contract.id : `${contract.id}, ${kind}`;
    return button(name, () => walk(result, contract.id, kind, name), {
      class: 'contract', 'data-contract': contract.id, title: contract.title,
    });
  }));
  content.replaceChildren(
    el('p', {}, 'Log in, ask who you are, log out, and try the same credentials again. Which server still lets them in?'),
    el('div', { class: 'buttons', role: 'group', 'aria-label': 'Contracts' }, buttons),
    result);
  if (query.contract) buttons.find(each => each.dataset.contract === query.contract)?.click();
}

async function walk(result, contract, kind, name) {
  const body = kind === null ? { contract } : { contract, kind };
  result.replaceChildren(el('p', {}, `Walking through ${name} …`));
  const answer = await post('/walk', body);
  const survives = answer.steps.some(step => step.kind === 'afterwards' && !step.holds);
  const verdict = answer.outcome === 'passed' ? mark(true, 'The logout ended the session.')
    : survives ? mark(false, 'The token still works after the logout.')
    : answer.outcome === 'failed' ? mark(false, 'Some answers are not as the contract states.')
    : mark(null, `This cannot be shown here: ${answer.reason}`);
  result.replaceChildren(
    el('h2', {}, name), el('p', { class: 'verdict' }, verdict), steps(answer.steps),
    answer.curl.length === 0 ? '' : el('section', { class: 'repeat' },
      el('h2', {}, 'For a colleague'),
      el('p', {}, 'These commands probe, log out and probe again, with a session that the mock knows from the start. ',
        'They show it once; another walk puts the session back. ', copyButton(answer.curl.join('\n'), 'commands')),
      el('pre', { tabindex: '0' }, answer.curl.join('\n'))));
  say(`${name}: ${verdict.textContent}`);
  document.dispatchEvent(new CustomEvent('in-force-changed'));
}
