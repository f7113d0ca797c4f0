// The list of runs; one of them is shown.
import { get, Problem } from './api.js';
import { $, el } from './dom.js';
import { count, moment, onLanguage, t } from './language.js';
import { showProblem } from './problem.js';
import { showRun, shownRun } from './run.js';

const every = 5000;   // ms between looks while a run has not ended
let runs = [], timer = null;

export async function refreshRuns() {
  clearTimeout(timer);
  try {
    runs = await get('/api/runs');
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return showProblem(failure);
  }
  draw();
  if (runs.some(run => run.state === 'queued' || run.state === 'running')) timer = setTimeout(refreshRuns, every);
}

/** Shows the run of the address, or the newest. */
export async function openRuns() {
  await refreshRuns();
  const wanted = location.hash.slice(1);
  await select((runs.find(run => run.id === wanted) ?? runs[0])?.id);
}

export async function select(id, focus = false) {
  history.replaceState(null, '', id ? `#${id}` : location.pathname);
  showRun(id, focus);
  draw();
}

/** After a run was deleted. */
export async function forget() {
  await refreshRuns();
  await select(runs[0]?.id);
}

function draw() {
  $('#runs').hidden = $('#run').hidden = runs.length === 0;
  $('#empty').hidden = runs.length > 0;
  const focused = document.activeElement?.dataset?.run;
  $('#run-list').replaceChildren(...runs.map(run => {
    const button = el('button', { type: 'button', 'data-run': run.id, 'aria-current': run.id === shownRun() ? 'true' : 'false' },
      el('b', { textContent: run.name }),
      el('small', {}, el('span', { className: `state ${run.state}`, textContent: t(`state.${run.state}`) }), ' · ', moment(run.created), ...(run.tweets ? [` · ${t('list.tweets', { count: count(run.tweets) })}`] : [])));
    button.addEventListener('click', () => select(run.id));
    return el('li', {}, button);
  }));
  if (focused) $(`[data-run="${focused}"]`)?.focus({ preventScroll: true });
}

onLanguage(draw);
