// The memory of the server, live: figures, chart, and what happened to models.
import { showChart } from './chart.js';
import { $, el } from './dom.js';
import { bytes, onLanguage, seconds, t } from './language.js';

const shown = 60_000, fewest = 15_000;   // ms
let samples = [], marks = [], event = null;

/** Listens to the server; `changed` hears of models that are loaded or released. */
export function watchMemory(changed) {
  const source = new EventSource('/api/memory');
  source.addEventListener('memory', message => {
    const state = JSON.parse(message.data);
    samples = [...samples.filter(sample => sample.at > state.at - shown), state];
    marks = marks.filter(mark => mark.at > state.at - shown);
    draw();
  });
  source.addEventListener('model', message => {
    event = JSON.parse(message.data);
    if (event.kind === 'loaded' || event.kind === 'released') marks = [...marks, event];
    changed(event);
    drawEvent();
  });
  source.addEventListener('error', () => { $('#happened').textContent = t('memory.lost'); });
  source.addEventListener('open', drawEvent);
}

const lines = [
  ['anonymous', state => state.anonymous + state.childAnonymous],
  ['file', state => state.file + state.childFile],
  ['managed', state => state.managed],
];

function draw() {
  const now = samples.at(-1);
  if (!now) return;
  $('#strip-value').textContent = bytes(lines[0][1](now));
  $('#legend').replaceChildren(...lines.map(([name, value]) => el('div', { className: name },
    el('i', { 'aria-hidden': 'true' }),
    el('dt', { textContent: t(`memory.${name}`) }, el('small', { textContent: note(name, now) })),
    el('dd', { textContent: bytes(value(now)) }))));
  showChart($('#chart'), { samples, marks, lines, span: Math.max(fewest, now.at - samples[0].at), label: t('chart', { anonymous: bytes(lines[0][1](now)), file: bytes(lines[1][1](now)) }) });
}

function note(name, now) {
  return name === 'anonymous' && now.children > 0 ? t('memory.child', { bytes: bytes(now.childAnonymous) }) : t(`memory.${name}.note`);
}

function drawEvent() {
  $('#happened').textContent = event ? t(`event.${event.kind}`, { model: event.model, time: seconds(event.milliseconds / 1000) }) : t('event.none');
}

onLanguage(() => { draw(); drawEvent(); });
