// A chart of up to a minute in SVG: an area, lines, and a mark where a model came or went.
import { bytes, t } from './language.js';

const left = 52, right = 6, top = 16, bottom = 20;

function node(tag, attributes, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

/** The next of 1, 2, 5, 10, 20, ... above. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 3, 4, 5, 6, 8, 10].find(step => step * power >= value) * power;
}

export function showChart(svg, { samples, marks, lines, span, label }) {
  const { width, height } = svg.getBoundingClientRect();
  if (!width) return;
  const end = samples.at(-1).at, most = ceiling(1.05 * Math.max(...samples.flatMap(sample => lines.map(([, value]) => value(sample)))));
  const x = at => left + (width - left - right) * (1 - (end - at) / span);
  const y = value => top + (height - top - bottom) * (1 - value / most);
  const parts = [0, most / 2, most].flatMap(value => [
    node('line', { class: 'grid', x1: left, x2: width - right, y1: y(value), y2: y(value) }),
    node('text', { x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, value ? bytes(value) : '0')]);
  parts.push(node('text', { x: left, y: height - 4 }, t('chart.ago', { seconds: Math.round(span / 1000) })), node('text', { x: width - right, y: height - 4, 'text-anchor': 'end' }, t('chart.now')));
  for (const [name, value] of lines) {
    const path = samples.map((sample, i) => `${i ? 'L' : 'M'}${x(sample.at).toFixed(1)} ${y(value(sample)).toFixed(1)}`).join('');
    const area = name === 'anonymous' ? `L${x(end).toFixed(1)} ${y(0)}L${x(samples[0].at).toFixed(1)} ${y(0)}Z` : '';
    parts.push(node('path', { class: name, d: path + area, 'data-points': samples.length }));
  }
  for (const mark of marks) {
    const at = Math.min(x(mark.at), width - right), flag = node('text', { class: 'flag', x: at, y: top - 4 }, mark.kind === 'loaded' ? '▲' : '▽');
    flag.append(node('title', {}, t(`event.${mark.kind}`, { model: mark.model, time: `${Math.round(mark.milliseconds)} ms` })));
    parts.push(node('line', { class: 'mark', x1: at, x2: at, y1: top, y2: height - bottom }), flag);
  }
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('aria-label', label);
  svg.replaceChildren(...parts);
}
