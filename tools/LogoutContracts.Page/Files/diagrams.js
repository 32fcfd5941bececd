// Draws the states of sessions and the rules of operations. The server places the boxes; each diagram is also there as text.

import { copyButton, el, field, select, view } from './dom.js';
import { get, query as search } from './api.js';

const states = 'states of a session';

export async function showDiagrams(content, contracts, query) {
  const of = select({ id: 'contract' }, contracts.map(each => each.id), query.contract ?? '');
  if (of.selectedIndex < 0) of.selectedIndex = 0;
  const what = select({ id: 'diagram' }, []);
  const fill = chosen => {
    const { operations } = contracts.find(each => each.id === of.value);
    what.replaceChildren(...[['', states], ...operations.map(({ id }) => [id, `rules of ${id}`])]
      .map(([value, text]) => el('option', { value }, text)));
    what.value = operations.some(({ id }) => id === chosen) ? chosen : '';
  };
  const phone = matchMedia('(max-width: 40rem)');
  const drawing = el('div');
  const draw = async () => {
    const asked = { contract: of.value, operation: what.value };
    history.replaceState(null, '', view('diagrams', asked));
    const diagram = await get('/diagrams' + search({ ...asked, width: phone.matches ? 'narrow' : 'wide' }));
    if (asked.contract === of.value && asked.operation === what.value) show(drawing, diagram, asked);
  };
  of.addEventListener('change', () => { fill(''); draw(); });
  what.addEventListener('change', draw);
  phone.addEventListener('change', draw);
  fill(query.operation);
  content.replaceChildren(
    el('form', { class: 'filters', onsubmit: event => event.preventDefault() }, field('Contract', of), field('Diagram', what)), drawing);
  await draw();
  return () => phone.removeEventListener('change', draw);
}

function show(content, diagram, { contract, operation }) {
  content.replaceChildren(
    el('h2', {}, diagram.title), el('p', {}, diagram.description),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': diagram.title }, svgOf(diagram)),
    el('h2', {}, 'As text'), operation === '' ? arrows(diagram) : rules(diagram, contract, operation),
    el('details', {}, el('summary', {}, 'Mermaid'), copyButton(diagram.mermaid, 'Mermaid'), el('pre', { tabindex: '0' }, diagram.mermaid)));
}

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

function svgOf({ title, description, width, height, lineHeight, nodes, edges }) {
  const tip = svg('marker', { id: 'tip', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
    svg('path', { d: 'M0 0L8 4L0 8z' }));
  return svg('svg', {
    class: 'diagram', role: 'img', 'aria-labelledby': 'diagram-title', 'aria-describedby': 'diagram-description',
    width, height, viewBox: `0 0 ${width} ${height}`,
  },
  svg('title', { id: 'diagram-title' }, title),
  svg('desc', { id: 'diagram-description' }, `${description} The same as text is below.`),
  svg('defs', {}, tip),
  ...edges.map(edge => svg('polyline', {
    class: edge.alternative ? 'alternative' : '', points: edge.points.join(' '), 'marker-end': 'url(#tip)',
    'data-from': edge.from, 'data-to': edge.to,
  })),
  ...edges.filter(edge => edge.box !== null).map(edge => svg('g', { class: 'label', 'data-from': edge.from, 'data-to': edge.to },
    svg('rect', edge.box), text(edge, lineHeight))),
  ...nodes.map(node => svg('g', { class: node.shape, 'data-node': node.id }, outline(node), text(node, lineHeight))));
}

// A decision is a hexagon, an answer a rectangle; states have round corners.
function outline({ shape, box: { x, y, width, height } }) {
  if (shape !== 'decision') return svg('rect', { x, y, width, height, rx: { start: 14, state: 8 }[shape] ?? 0 });
  const [right, bottom, middle, cut] = [x + width, y + height, y + height / 2, 7];
  return svg('polygon', { points: [x, middle, x + cut, y, right - cut, y, right, middle, right - cut, bottom, x + cut, bottom].join(' ') });
}

function text({ lines, box }, lineHeight) {
  const top = box.y + (box.height - lines.length * lineHeight) / 2 + lineHeight * 0.75;
  return svg('text', {}, ...lines.map((line, i) => svg('tspan', { x: box.x + box.width / 2, y: top + i * lineHeight }, line)));
}

function arrows({ nodes, edges }) {
  const name = id => nodes.find(node => node.id === id).text[0];
  return el('div', {},
    el('ul', {}, edges.map(edge => el('li', {}, `${name(edge.from)} → ${name(edge.to)}: ${edge.text.join('; ')}`))),
    el('ul', {}, nodes.map(node => node.text).filter(text => text.length > 1)
      .map(([name, ...answers]) => el('li', {}, `${name}: ${answers.join('; ')}`))));
}

function rules({ nodes, edges }, contract, operation) {
  const find = id => nodes.find(node => node.id === id);
  const answer = node => [
    node.variant === null ? node.text[0]
      : el('a', { href: view('variants', { contract, operation, variant: node.variant }) }, node.text.join(', ')),
    ...edges.filter(edge => edge.alternative && edge.from === node.id).flatMap(edge => [' · ', answer(find(edge.to))].flat()),
  ];
  const chains = edges.filter(edge => edge.from === nodes[0].id && !edge.alternative).map(first => {
    const items = [];
    for (let edge = first; edge !== undefined;) {
      const node = find(edge.to);
      const [yes, no] = node.shape === 'decision' ? edges.filter(each => each.from === node.id) : [];
      items.push(el('li', {}, ...yes ? [`${node.text.join(', ')} → `, ...answer(find(yes.to))] : ['otherwise → ', ...answer(node)]));
      edge = no;
    }
    return [first.text.length === 0 ? '' : el('h3', {}, first.text[0]), el('ol', {}, items)];
  });
  return el('div', {}, chains);
}
