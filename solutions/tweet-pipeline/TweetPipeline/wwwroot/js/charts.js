// The figures of a run as charts in SVG. Each says its numbers to screen readers; a click on a bar filters the tweets.
import { $, el, node } from './dom.js';
import { count, moment, onLanguage, percent, t } from './language.js';

const kinds = {
  sentiment: ['negative', 'neutral', 'positive'],
  is_claim: ['true', 'false'],
  urgency: ['critical', 'high', 'medium', 'low'],
  incident: ['outage', 'slowdown', 'equipment', 'billing', 'fraud', 'none'],
  topics: ['customer_service', 'internet', 'mobile', 'billing', 'phone', 'network', 'contract', 'tv', 'security', 'delivery'],
};
const filters = { sentiment: 'sentiment', is_claim: 'claim', urgency: 'urgency', incident: 'incident', topics: 'topic' };
let values = {}, timeline = null, choose = () => {};

/** `filter` gets the name and the value of a bar that is clicked. */
export const onBar = filter => { choose = filter; };

export const clearCharts = () => showCharts({}, null);

export function showCharts(counts, incidents) {
  [values, timeline] = [counts, incidents];
  draw();
}

export const valueName = (figure, value) => t(`value.${figure}.${value}`);

function rowsOf(figure) {
  const rows = kinds[figure].map(value => ({ value, name: valueName(figure, value), count: values[`${figure}/${value}`] ?? 0 }));
  return figure === 'topics' ? rows.sort((a, b) => b.count - a.count) : rows;
}

function draw() {
  const all = (values['is_claim/true'] ?? 0) + (values['is_claim/false'] ?? 0);
  $('#charts').hidden = all === 0;
  if (all === 0) return;
  for (const figure of Object.keys(kinds)) drawBars($(`[data-chart=${figure}]`), figure, rowsOf(figure), all);
  $('#timeline-card').hidden = !timeline || Object.keys(timeline.incidents).length === 0;
  if (!$('#timeline-card').hidden) drawTimeline($('[data-chart=timeline]'));
}

function drawBars(svg, figure, rows, all) {
  const width = svg.clientWidth || 300, line = 40, height = rows.length * line, most = Math.max(1, ...rows.map(row => row.count));
  const parts = rows.map((row, i) => {
    const y = i * line, group = node('g', { class: 'bar', 'data-value': row.value });
    group.append(
      node('rect', { class: 'hit', x: 0, y, width, height: line }),
      node('text', { x: 0, y: y + 15 }, row.name),
      node('text', { class: 'number', x: width, y: y + 15, 'text-anchor': 'end' }, `${count(row.count)} · ${percent(row.count / all)}`),
      node('rect', { class: 'track', x: 0, y: y + 22, width, height: 8, rx: 4 }),
      node('rect', { class: `fill ${figure}-${row.value}`, x: 0, y: y + 22, width: Math.max(row.count ? 3 : 0, width * row.count / most), height: 8, rx: 4 }));
    group.addEventListener('click', () => choose(filters[figure], row.value));
    return group;
  });
  finish(svg, width, height, `${t(`chart.${figure}`)}: ${rows.map(row => `${row.name} ${count(row.count)}`).join(', ')}.`, parts);
}

function drawTimeline(svg) {
  const names = kinds.incident.filter(name => timeline.incidents[name]), steps = timeline.incidents[names[0]].length;
  const width = svg.clientWidth || 600, height = 220, left = 40, top = 10, bottom = 24;
  const sums = Array.from({ length: steps }, (_, i) => names.reduce((sum, name) => sum + timeline.incidents[name][i], 0));
  const most = ceiling(Math.max(1, ...sums)), x = i => left + (width - left) * i / steps, y = value => top + (height - top - bottom) * (1 - value / most);
  const time = i => new Date(Date.parse(timeline.start) + i * timeline.stepHours * 3600e3);
  const short = timeline.stepHours < 24 ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } : { day: 'numeric', month: 'short', year: timeline.stepHours > 48 ? 'numeric' : undefined, timeZone: 'UTC' };
  const parts = (most % 2 ? [0, most] : [0, most / 2, most]).flatMap(value => [
    node('line', { class: 'grid', x1: left, x2: width, y1: y(value), y2: y(value) }),
    node('text', { class: 'number', x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, count(value))]);
  for (let i = 0; i < steps; i++) {
    let base = 0;
    const column = node('g', { class: 'column' }), gap = width / steps > 8 ? 2 : 0.5;
    for (const name of names) {
      const tweets = timeline.incidents[name][i];
      if (tweets) column.append(node('rect', { class: `fill incident-${name}`, x: x(i) + gap / 2, y: y(base + tweets), width: Math.max(1, (width - left) / steps - gap), height: y(base) - y(base + tweets) }));
      base += tweets;
    }
    column.append(node('title', {}, `${moment(time(i), short)}: ${names.filter(name => timeline.incidents[name][i]).map(name => `${valueName('incident', name)} ${count(timeline.incidents[name][i])}`).join(', ')}`));
    parts.push(column);
  }
  const labels = Math.max(2, Math.min(7, Math.floor(width / 150)));
  for (let k = 0; k < labels; k++) {
    const i = Math.round(k * steps / (labels - 1 || 1));
    parts.push(node('text', { class: 'number', x: k === labels - 1 ? width : x(i), y: height - 6, 'text-anchor': k === 0 ? 'start' : k === labels - 1 ? 'end' : 'middle' }, moment(time(i), short)));
  }
  const top1 = sums.indexOf(Math.max(...sums));
  finish(svg, width, height, t('chart.timeline.label', { hours: count(timeline.stepHours), most: count(sums[top1]), when: moment(time(top1), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }) }), parts);
  $('#timeline-note').textContent = [t('chart.timeline.note', { hours: count(timeline.stepHours) }), timeline.undated ? t('chart.undated', { count: count(timeline.undated) }) : ''].join(' ');
  $('#timeline-legend').replaceChildren(...names.map(name => {
    const swatch = node('svg', { class: 'swatch', viewBox: '0 0 10 10', 'aria-hidden': 'true' });
    swatch.append(node('rect', { class: `fill incident-${name}`, width: 10, height: 10, rx: 2 }));
    return el('li', {}, swatch, valueName('incident', name));
  }));
}

function finish(svg, width, height, label, parts) {
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('height', height);
  svg.setAttribute('aria-label', label);
  svg.replaceChildren(...parts);
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10, 20, ... above. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].find(step => step * power >= value) * power;
}

let waiting = 0;
addEventListener('resize', () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(draw);
});
onLanguage(draw);
