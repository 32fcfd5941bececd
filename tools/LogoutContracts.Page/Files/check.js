// Runs verify or audit, against a mock of its own or a server of this machine, and shows the report.

import { button, el, field, mark, say, select, view } from './dom.js';
import { get, post, remove } from './api.js';

export function showCheck(content, contracts, query) {
  const command = select({ id: 'command' },
    [['verify', 'verify: is each answer as stated?'], ['audit', 'audit: what does the logout end?']],
    query.command ?? 'verify');
  const contract = select({ id: 'contract' }, contracts.map(each => each.id), query.contract ?? contracts[0]?.id);
  const target = el('input', { type: 'url', id: 'target', placeholder: 'a mock of its own', value: query.target ?? '' });
  const login = el('textarea', { id: 'login', rows: '2', autocomplete: 'off', spellcheck: 'false' });
  const result = el('section', { 'aria-label': 'Result' });
  const start = el('button', { type: 'submit' }, 'Start');
  const run = { current: null };
  const form = el('form', {
    class: 'filters', onsubmit: async event => {
      event.preventDefault();
      if (start.getAttribute('aria-disabled') === 'true') return;
      start.setAttribute('aria-disabled', 'true');
      history.replaceState(null, '', view('check', { command: command.value, contract: contract.value, target: target.value }));
      try {
        await check(result, run, {
          command: command.value, contract: contract.value, ...(target.value ? { target: target.value } : {}), ...inputs(login.value),
        });
      } finally {
        start.removeAttribute('aria-disabled');
      }
    },
  }, field('Check', command), field('Contract', contract), field('Server on this machine', target),
  field('Login there, one name=value per line', login), start);
  content.replaceChildren(el('p', {}, 'The mock of its own has the same release and flaws as the one that is served.'), form, result);
  return () => { run.current = null; };
}

function inputs(text) {
  return Object.fromEntries(text.split('\n').filter(line => line.includes('='))
    .map(line => [`login.${line.slice(0, line.indexOf('=')).trim()}`, line.slice(line.indexOf('=') + 1)]));
}

async function check(result, run, order) {
  let status = await post('/runs', order);
  run.current = status.id;
  const bar = el('progress', { 'aria-label': 'Progress', max: '1', value: '0' });
  const text = el('p', { role: 'status' });
  result.replaceChildren(text, bar, button('Cancel', () => remove(`/runs/${status.id}`)));
  while (!status.ended && run.current === status.id) {
    [bar.max, bar.value] = [Math.max(1, status.total), status.done];
    text.textContent = `${status.done} of ${status.total}`;
    await new Promise(done => setTimeout(done, 200));
    status = await get(`/runs/${status.id}`);
  }
  if (run.current === status.id) show(result, order, status);
}

function show(result, order, { id, problem, totals }) {
  const hadFocus = result.contains(document.activeElement);
  if (problem) {
    result.replaceChildren(el('p', { class: 'verdict', tabindex: '-1' }, mark(null, problem)));
  } else {
    const text = `${totals.passed} passed, ${totals.failed} failed, ${totals.refuted} refuted, ${totals.inconclusive} inconclusive, ` +
      `${totals.notApplicable} not applicable`;
    const report = `/__admin/reports/${id}`;
    result.replaceChildren(
      el('p', { class: 'verdict', tabindex: '-1' }, mark(totals.failed === 0, `${order.command} ${order.contract}: ${text}`)),
      el('p', {}, el('a', { href: report, target: '_blank', rel: 'noopener' }, 'The report on a page of its own')),
      el('iframe', { src: report, sandbox: '', title: `Report of ${order.command} ${order.contract}`, class: 'report' }));
  }
  if (hadFocus) result.querySelector('.verdict').focus();
  say(result.querySelector('.verdict').textContent);
}

// A frame is not ":focus" while its document has the focus.
for (const event of ['blur', 'focus']) window.addEventListener(event, () => {
  for (const report of document.querySelectorAll('.report')) report.classList.toggle('focused', document.activeElement === report);
});
