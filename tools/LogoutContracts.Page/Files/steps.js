// Shows steps: what was sent, what came back, and why.

import { el, link as linkTo, mark } from './dom.js';

/** The steps of a walk or of a variant. */
export function steps(list) {
  return el('ol', { class: 'steps' }, list.map(step));
}

function step(step) {
  const wrong = step.comparisons.filter(comparison => !comparison.holds);
  return el('li', { class: step.holds ? 'step' : 'step wrong' },
    el('h3', {}, step.title, ' ', mark(step.holds, step.status ? `${step.status} ${step.holds ? 'as stated' : 'not as stated'}`
      : step.holds ? 'as stated' : 'not as stated')),
    wrong.length > 0 && el('ul', { class: 'differences' }, wrong.map(difference)),
    step.variant && el('p', { class: 'why' }, 'Variant ', el('code', {}, step.variant.name), ' of ', el('code', {}, step.variant.operation),
      `: ${step.variant.summary} `, basis(step.variant.basis)),
    el('div', { class: 'pair' },
      el('figure', {}, el('figcaption', {}, 'Sent'), el('pre', { tabindex: '0' }, step.request)),
      el('figure', {}, el('figcaption', {}, 'Came back'), el('pre', { tabindex: '0' }, step.response))));
}

function difference(comparison) {
  return el('li', {}, el('strong', {}, comparison.part), ': expected ', el('code', {}, shortened(comparison.expected)),
    ', got ', el('code', {}, shortened(comparison.actual)));
}

/** Long bodies are whole in what came back. */
function shortened(value) {
  const characters = [...value];
  return characters.length > 200 ? `${characters.slice(0, 200).join('')}…` : value;
}

/** Why the contract says so: each part with its kind, its place and a link. */
export function basis(parts) {
  return el('span', { class: 'basis' }, 'Basis: ', parts.map(({ part, kind, place, link }, i) => [
    i > 0 ? '; ' : '',
    part === 'all' || parts.length === 1 ? '' : `${part}: `,
    kind,
    place ? [', ', link ? linkTo(link, place) : place] : '',
  ]), '.');
}
