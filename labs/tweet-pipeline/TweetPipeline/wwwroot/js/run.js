// The run that is shown: its state, its phases live, its figures.
import { get, post, Problem, remove, watch } from './api.js';
import { clearCharts, showCharts } from './charts.js';
import { $, el, icon } from './dom.js';
import { showFiles } from './files.js';
import { bytes, count, decimal, moment, onLanguage, percent, seconds, t } from './language.js';
import { say, sentence, showProblem } from './problem.js';
import { hideTweets, showTweets } from './tweets.js';

const phases = ['reading', 'cleaning', 'cache', 'sentiment', 'rules', 'sampling', 'language_model', 'finalising', 'writing'];
const again = 2000;   // ms before the server is asked again after the line broke
let id = null, view = null, before = null, watching = null, toFocus = false, changed = () => {};

export const shownRun = () => id;

/** `when` is called when a run begins, ends or is deleted. */
export function wireRun(when) {
  changed = when;
  $('#cancel').addEventListener('click', () => act(() => post(`/api/runs/${id}/cancel`)));
  $('#delete').addEventListener('click', () => $('#sure').showModal());
  $('#sure').addEventListener('close', () => {
    if ($('#sure').returnValue !== 'yes') return;
    $('#sure').returnValue = '';
    act(async () => { await remove(`/api/runs/${id}`); changed('deleted'); });
  });
}

/** Shows a run; with `focus`, its name takes it as soon as it is there. */
export function showRun(wanted, focus = false) {
  watching?.abort();
  [id, view, before, toFocus] = [wanted ?? null, null, null, focus];
  clearCharts();
  hideTweets();
  showFiles(null);
  draw();
  if (id) follow(id, watching = new AbortController());
}

/** Follows the run to its end, over broken lines too, then shows its results. */
async function follow(run, stop) {
  while (!stop.signal.aborted) {
    try {
      for await (const next of watch(run, stop.signal)) {
        if (view && view.run.state !== next.run.state) changed(next.run.state);
        [before, view] = [view, next];
        draw();
        showCharts(view.values, null);
      }
      if (ended()) return await showResults(run, stop.signal);
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      if (!(failure instanceof Problem)) throw failure;
      if (failure.code !== 'cut_off' && failure.code !== 'unreachable') return showProblem(failure);
    }
    await new Promise(resolve => setTimeout(resolve, again));
  }
}

async function showResults(run, signal) {
  const summary = await get(`/api/runs/${run}/summary`, signal);
  view = summary.view;
  draw();
  showCharts(view.values, summary.timeline);
  showFiles(run, summary);
  if (view.tweets > 0) showTweets(run, view.tweets);
  say(() => t(`ended.${view.run.state}`, { count: count(view.tweets) }));
}

const ended = () => view && !['queued', 'running'].includes(view.run.state);

async function act(action) {
  try {
    await action();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure);
  }
}

function draw() {
  $('#run-head').hidden = $('#live').hidden = !view;
  if (!view) return;
  const { run } = view;
  $('#run-name').textContent = run.name;
  $('#run-note').replaceChildren(
    el('span', { className: `state ${run.state}`, textContent: t(`state.${run.state}`) }),
    ` · ${bytes(run.bytes)} · ${t(`mode.${run.mode}`)} · ${moment(run.created)}`);
  if (toFocus) $('#run-name').focus();
  toFocus = false;
  $('#cancel').hidden = Boolean(ended());
  $('#delete').hidden = !ended();
  $('#run-failure').hidden = !run.errorCode;
  if (run.errorCode) $('#run-failure').replaceChildren(icon('warning'), el('p', { textContent: sentence(run.errorCode) }, el('small', { textContent: run.error ?? '' })));
  $('#waiting').textContent = run.state === 'queued' ? t('waiting', { count: count(view.waiting) }) : '';
  $('#share').value = view.share;
  $('#share').hidden = run.state !== 'running';
  drawPhases();
  drawTiles();
  $('#undone').hidden = run.undone.length === 0;
  $('#undone-tasks').replaceChildren(...run.undone.map(task => el('li', { textContent: task })));
  $('#faults').replaceChildren(...view.errors.map(fault => el('li', { textContent: t('fault', { count: count(fault.count), stage: phaseName(fault.stage), first: fault.first }) })));
  $('#faults').hidden = view.errors.length === 0;
}

const phaseName = name => phases.includes(name) ? t(`phase.${name}`) : name;

function drawPhases() {
  const most = Math.max(1e-9, ...phases.map(phase => view.phases[phase] ?? 0));
  $('#phases').replaceChildren(...phases.map(phase => {
    const time = view.phases[phase] ?? 0, grows = view.run.state === 'running' && before && time > (before.phases[phase] ?? 0);
    const bar = el('progress', { max: 1, value: time / most, 'aria-hidden': 'true' });
    return el('li', { className: grows ? 'active' : time > 0 ? 'done' : 'idle' }, el('span', { textContent: t(`phase.${phase}`) }), el('b', { textContent: time > 0 ? seconds(time) : '–' }), bar);
  }));
}

function drawTiles() {
  const lines = [
    ['tweets', count(view.tweets)], ['rate', decimal(view.tweetsPerSecond)], ['time', seconds(view.seconds)], ['hits', percent(view.hitRate)],
    ['duplicates', count(view.duplicates)], ['rejects', count(view.rejects)], ['memory', bytes(view.peakMegabytes * 1e6)],
  ];
  $('#tiles').replaceChildren(...lines.map(([name, value]) => el('div', { 'data-figure': name }, el('dt', { textContent: t(`tile.${name}`) }), el('dd', { textContent: value }))));
}

onLanguage(draw);
