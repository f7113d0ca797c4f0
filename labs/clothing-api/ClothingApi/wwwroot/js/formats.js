// int8 and fp32 side by side: the switch, the bytes, and the times of this page's own requests.
import { $, el } from './dom.js';
import { bytes, garment, milliseconds, onLanguage, percent, t, times } from './language.js';

const names = ['int8', 'fp32'];
const records = { int8: blank(), fp32: blank() };
let rounds = null;   // when a measurement ran: its number of rounds

export const chosen = () => document.querySelector('[name=model]:checked').value;

/** The bytes that the server tells before anything was asked of its models. */
export function showModels(models) {
  for (const model of models ?? []) if (records[model.format]) records[model.format].bytes = model.bytes;
  draw();
}

/** A request's figures; a fallback's count for no format. */
export function record(wanted, { answer, trip }) {
  const own = !answer.model.fallback && answer.model.format === wanted;
  Object.assign(records[wanted], { answer, ...(own ? { bytes: answer.model.bytes, ...figures(answer, trip) } : cleared()) });
  rounds = null;
  draw();
}

/** Asks each model in turns, so that whatever else the machine does falls on both. */
export async function measure(count, ask, onRound) {
  const seen = { int8: [], fp32: [] };
  for (let round = 1; round <= count; round++) {
    for (const name of names) {
      const { answer, trip } = await ask(name);
      if (!answer.model.fallback) seen[name].push(figures(answer, trip));
      records[name].answer = answer;
    }
    onRound(round);
  }
  for (const name of names) {
    for (const key of ['inference', 'server', 'trip']) records[name][key] = median(seen[name].map(one => one[key]));
  }
  rounds = count;
  draw();
}

/** A new photo: former answers and times speak of another one. */
export function clearAnswers() {
  for (const name of names) Object.assign(records[name], { answer: null }, cleared());
  rounds = null;
  draw();
}

function blank() { return { bytes: null, answer: null, ...cleared() }; }
function cleared() { return { inference: null, server: null, trip: null }; }
function figures(answer, trip) { return { inference: answer.timings.inferenceMs, server: answer.timings.totalMs, trip }; }

function median(values) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const lines = [
  ['bytes', bytes, 'smaller'],
  ['inference', milliseconds, 'faster'],
  ['server', milliseconds, 'faster'],
  ['trip', milliseconds, 'faster'],
];

function draw() {
  const { int8, fp32 } = records;
  $('#figures').replaceChildren(
    ...lines.map(([key, write, word]) => el('tr', { 'data-figure': key },
      el('th', { scope: 'row', textContent: t(`figure.${key}`) }),
      ...names.map(name => cell(records[name][key], write, Math.max(int8[key], fp32[key]), name)),
      el('td', { className: 'ratio', textContent: ratio(fp32[key], int8[key], word) }))),
    el('tr', { 'data-figure': 'answer' },
      el('th', { scope: 'row', textContent: t('figure.answer') }),
      ...names.map(name => el('td', { className: name, textContent: verdict(name) })),
      el('td')));
  const both = names.every(name => records[name].server !== null), any = names.some(name => records[name].answer);
  $('#measured').textContent = rounds ? t('measured.many', { count: rounds }) : t(both ? 'measured.once' : 'measured.none');
  $('#measure').hidden = !any;
}

function cell(value, write, most, name) {
  const td = el('td', { className: name }, el('span', { textContent: value === null ? '–' : write(value) }));
  td.style.setProperty('--share', value === null ? 0 : value / most);
  return td;
}

function ratio(reference, value, word) {
  if (reference === null || value === null || !(value > 0)) return '';
  const factor = reference / value;
  return factor >= 1 || word === 'smaller' ? t(word, { times: times(factor) }) : t('slower', { times: times(1 / factor) });
}

function verdict(name) {
  const { answer } = records[name];
  if (!answer) return '–';
  return answer.model.fallback ? t('fallback.instead', { format: answer.model.format }) : `${garment(answer.label)} ${percent(answer.confidence)}`;
}

for (const name of names) {
  $(`#head-${name}`).append(el('label', {}, el('input', { type: 'radio', name: 'model', value: name, checked: name === 'int8' }), el('span', { textContent: name })));
}
onLanguage(draw);
