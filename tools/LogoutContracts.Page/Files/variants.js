// Every variant of every contract: its request, its answer, its basis, and a button that sends it.

import { button, copyButton, el, field, link, mark, say, select, view } from './dom.js';
import { get, post, query as search } from './api.js';
import { basis, steps } from './steps.js';

export async function showVariants(content, contracts, query) {
  const variants = await get('/variants' + search({ contract: contracts.some(each => each.id === query.contract) ? query.contract : '' }));
  const chosen = variants.find(each => each.contract === query.contract
    && each.operation === query.operation && each.variant === query.variant);
  if (chosen) {
    const { contract, operation, variant } = chosen;
    showOne(content, contracts, chosen, await get('/code' + search({ contract, operation, variant })));
  } else showAll(content, contracts, variants, query);
}

function showAll(content, contracts, variants, query) {
  const text = el('input', { type: 'search', value: query.text ?? '', id: 'search' });
  const contract = select({ id: 'contract' }, [['', 'all'], ...contracts.map(each => each.id)], query.contract ?? '');
  const list = el('ul', { class: 'list' });
  const count = el('p', { role: 'status' });
  const update = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    const found = variants.filter(each => words.every(word => textOf(each).includes(word)));
    count.textContent = `${found.length} of ${variants.length} variants`;
    list.replaceChildren(...found.map(each => el('li', {},
      el('a', { href: view('variants', { contract: each.contract, operation: each.operation, variant: each.variant }) },
        `${each.operation} · ${each.variant}`),
      ` ${each.expected.status ?? 'handshake refused'} `, el('span', { class: 'muted' }, each.summary))));
  };
  text.addEventListener('input', () => {
    history.replaceState(null, '', view('variants', { ...query, text: text.value }));
    update();
  });
  contract.addEventListener('change', () => { location.hash = view('variants', { contract: contract.value, text: text.value }); });
  content.replaceChildren(el('form', { class: 'filters', onsubmit: event => event.preventDefault() },
    field('Contract', contract), field('Search', text)), count, list);
  update();
}

function textOf(variant) {
  return [variant.contract, variant.operation, variant.variant, variant.summary, variant.expected.status, variant.request.method,
    variant.request.path, ...Object.values(variant.basis).map(part => part.kind)].join(' ').toLowerCase();
}

function showOne(content, contracts, variant, copies) {
  const contract = contracts.find(each => each.id === variant.contract);
  const result = el('section', { 'aria-label': 'Result' });
  const parts = Object.entries(variant.basis).map(([part, why]) => ({ part, ...why }));
  const movesClock = variant.needs.includes('clock');
  content.replaceChildren(...[
    el('p', {}, el('a', { href: view('variants', { contract: variant.contract }) }, `All variants of ${variant.contract}`)),
    el('h2', {}, `${variant.operation} · ${variant.variant}`),
    el('p', {}, variant.summary),
    el('p', { class: 'why' }, basis(parts), ` In the spec: ${variant.file}, line ${variant.line}.`,
      contract.document ? [' Document: ', link(contract.document.url, contract.document.title), '.'] : ''),
    variant.notServed ? el('p', {}, `Not served: ${variant.notServed}.`)
      : button(movesClock ? 'Send (moves the clock)' : 'Send', () => send(result, variant), { class: 'main', id: 'send' }),
    el('div', { class: 'pair' },
      el('figure', {}, el('figcaption', {}, 'Request'), el('pre', { tabindex: '0' }, requestText(variant))),
      el('figure', {}, el('figcaption', {}, 'Expected answer'), el('pre', { tabindex: '0' }, expectedText(variant)))),
    result,
    el('h2', {}, 'Copy as'), code(copies)].flat());
}

/** The variant as texts to run: the curl command in view, programs on demand. */
function code(copies) {
  return copies.map(({ language, title, code, reason }) => {
    const text = code === null ? [el('p', {}, reason)] : [copyButton(code, title), el('pre', { tabindex: '0' }, code)];
    return language === 'curl' ? el('figure', {}, el('figcaption', {}, title, ' ', text[0]), text[1] ?? '')
      : el('details', {}, el('summary', {}, title), text);
  });
}

async function send(result, variant) {
  result.replaceChildren(el('p', {}, 'Sending …'));
  const answer = await post('/send', { contract: variant.contract, operation: variant.operation, variant: variant.variant });
  const verdict = answer.outcome === 'passed' ? mark(true, 'The answer is as stated.')
    : answer.outcome === 'failed' ? mark(false, 'The answer is not as stated.') : mark(null, answer.reason);
  const main = answer.steps.filter(step => step.kind === 'request');
  result.replaceChildren(el('h2', {}, 'Answer'), el('p', { class: 'verdict' }, verdict), steps(main),
    answer.steps.length === main.length ? '' : el('details', {},
      el('summary', {}, `All ${answer.steps.length} requests, with those before and after`), steps(answer.steps)));
  say(verdict.textContent);
  document.dispatchEvent(new CustomEvent('in-force-changed'));
}

function requestText({ request }) {
  const headers = Object.entries(request.headers).flatMap(([name, value]) => [value].flat().map(each => `${name}: ${each}`));
  return [`${request.method} ${request.path}`, ...headers, ...(request.body === null ? [] : ['', request.body])].join('\n');
}

function expectedText({ expected }) {
  if (expected.handshake) return 'The TLS handshake is refused.';
  const headers = Object.entries(expected.headers).flatMap(([name, value]) => value === null ? [`(no ${name})`]
    : [value].flat().map(each => `${name}: ${each}`));
  return [expected.status, ...headers, ...(expected.body === null ? [] : ['', expected.body])].join('\n');
}
