// Forces answers, injects faults, moves the clock, resets; and what of that is in force.

import { button, copyButton, el, field, say, select } from './dom.js';
import { curl, get, post, remove } from './api.js';

const kinds = ['delay', 'reset', 'empty', 'truncate', 'hang'];

/** Shows what is in force, with one button to end it all; nothing if all is as it was at the start. */
export async function showInForce(bar) {
  const [forced, faults, clock, switches] = await Promise.all([get('/force'), get('/faults'), get('/clock'), get('/switches')]);
  const parts = [
    ...switches.filter(each => each.flaws.length > 0).map(each => `${each.contract} has the flaw ${each.flaws.join(', ')}`),
    ...switches.filter(each => each.release !== each.firstRelease).map(each => `${each.contract} is release ${each.release}`),
    ...forced.map(each => `${each.contract}: ${each.variant ?? `a bare ${each.status}`} is forced${of(each)}`),
    ...faults.map(each => `${each.contract}: ${each.kind} is injected${of(each)}`),
    ...(clock.ahead === 'PT0S' ? [] : [`the clock is ${clock.ahead} ahead`]),
  ];
  const hadFocus = bar.contains(document.activeElement);
  bar.hidden = parts.length === 0;
  bar.replaceChildren(el('p', {}, `In force: ${parts.join('; ')}.`), button('End all and reset', async () => {
    await remove('/switches');
    await post('/reset');
    say('All is as at the start.');
    document.dispatchEvent(new CustomEvent('in-force-changed'));
  }));
  if (hadFocus) (bar.hidden ? document.querySelector('h1') : bar.querySelector('button')).focus();
}

function of({ operation, next, every, share }) {
  const when = next !== null ? `, the next ${next}` : every !== null ? `, every ${every}` : share !== null ? `, a share of ${share}` : '';
  return `${operation ? ` on ${operation}` : ''}${when}`;
}

export async function showControl(content, contracts, query) {
  const done = el('section', { 'aria-label': 'Done' });
  const act = async (path, body) => {
    await post(path, body);
    const line = curl('POST', path, body);
    done.replaceChildren(el('p', {}, 'Done. As a command: ', copyButton(line, 'curl')), el('pre', { tabindex: '0' }, line));
    say('Done.');
    document.dispatchEvent(new CustomEvent('in-force-changed'));
  };
  content.replaceChildren(
    await switchForm(contracts, query, act), await forceForm(contracts, query, act), faultForm(contracts, query, act), clockForm(act),
    el('form', { onsubmit: event => { event.preventDefault(); act('/reset', {}); } }, el('h2', {}, 'Reset'),
      el('p', {}, 'Puts sessions, clock and rate limits back, empties the journal, and removes forced answers and faults.'),
      el('button', { type: 'submit' }, 'Reset')),
    done);
}

async function switchForm(contracts, query, act) {
  const switches = await get('/switches');
  const contract = select({ id: 'switch-contract' }, contracts.map(each => each.id), query.contract ?? contracts[0]?.id);
  const release = select({ id: 'switch-release' }, []);
  const flaw = select({ id: 'switch-flaw' }, []);
  const releases = field('Release', release);
  const fill = () => {
    const known = contracts.find(each => each.id === contract.value)?.releases ?? [];
    const now = switches.find(each => each.contract === contract.value);
    releases.hidden = known.length === 0;
    release.replaceChildren(...known.map(name => el('option', { value: name }, name)));
    release.value = now?.release ?? '';
    flaw.replaceChildren(el('option', { value: 'none' }, 'none'),
      ...(now?.known ?? []).map(({ name, summary }) => el('option', { value: name, title: summary }, name)));
    flaw.value = now?.flaws[0] ?? 'none';
  };
  contract.addEventListener('change', fill);
  fill();
  return el('form', {
    class: 'filters', 'aria-label': 'Switch release or flaw', onsubmit: event => {
      event.preventDefault();
      act('/switches', { contract: contract.value, ...(releases.hidden ? {} : { release: release.value }), flaw: flaw.value });
    },
  }, el('h2', {}, 'Switch release or flaw'), el('p', { class: 'muted' }, 'Sessions stay. A flaw is a deliberate bug of the mock.'),
  field('Contract', contract), releases, field('Flaw', flaw), el('button', { type: 'submit' }, 'Switch'));
}

async function forceForm(contracts, query, act) {
  const all = await get('/variants');
  const contract = select({ id: 'force-contract' }, contracts.map(each => each.id), query.contract ?? contracts[0]?.id);
  const operation = select({ id: 'force-operation' }, []);
  const variant = select({ id: 'force-variant' }, []);
  const next = el('input', { type: 'number', min: '1', id: 'force-next', placeholder: 'all' });
  const variants = () => {
    const names = all.filter(each => each.contract === contract.value && each.operation === operation.value && !each.notServed
      && each.expected.status).map(each => each.variant);
    variant.replaceChildren(...names.map(name => el('option', { value: name }, name)));
  };
  const operations = () => {
    const ids = contracts.find(each => each.id === contract.value)?.operations.map(each => each.id) ?? [];
    operation.replaceChildren(...ids.map(id => el('option', { value: id }, id)));
    variants();
  };
  contract.addEventListener('change', operations);
  operation.addEventListener('change', variants);
  operations();
  return el('form', {
    class: 'filters', 'aria-label': 'Force an answer', onsubmit: event => {
      event.preventDefault();
      act('/force', {
        contract: contract.value, operation: operation.value, variant: variant.value, ...(next.value ? { next: Number(next.value) } : {}),
      });
    },
  }, el('h2', {}, 'Force an answer'), field('Contract', contract), field('Operation', operation), field('Variant', variant),
  field('How many requests', next), el('button', { type: 'submit' }, 'Force'));
}

function faultForm(contracts, query, act) {
  const contract = select({ id: 'fault-contract' }, contracts.map(each => each.id), query.contract ?? contracts[0]?.id);
  const kind = select({ id: 'fault-kind' }, kinds, 'delay');
  const seconds = el('input', { type: 'number', min: '0.1', step: '0.1', value: '2', id: 'fault-seconds' });
  const next = el('input', { type: 'number', min: '1', id: 'fault-next', placeholder: 'all' });
  const delay = field('Seconds', seconds);
  kind.addEventListener('change', () => { delay.hidden = kind.value !== 'delay'; });
  return el('form', {
    class: 'filters', 'aria-label': 'Inject a fault', onsubmit: event => {
      event.preventDefault();
      act('/faults', {
        contract: contract.value, kind: kind.value, ...(kind.value === 'delay' ? { by: `PT${Number(seconds.value)}S` } : {}),
        ...(next.value ? { next: Number(next.value) } : {}),
      });
    },
  }, el('h2', {}, 'Inject a fault'), field('Contract', contract), field('Fault', kind), delay, field('How many requests', next),
  el('button', { type: 'submit' }, 'Inject'));
}

function clockForm(act) {
  const minutes = el('input', { type: 'number', min: '1', value: '10', id: 'clock-minutes' });
  return el('form', {
    class: 'filters', 'aria-label': 'Move the clock', onsubmit: event => {
      event.preventDefault();
      act('/clock/advance', { by: `PT${Math.round(Number(minutes.value))}M` });
    },
  }, el('h2', {}, 'Move the clock'), field('Minutes', minutes), el('button', { type: 'submit' }, 'Move'));
}
