// How the model is kept: the switch with its explanations, the forms of the model, and which of them answers.
import { get, post, Problem } from './api.js';
import { $, el } from './dom.js';
import { bytes, decimal, onLanguage, t, tIfAny } from './language.js';
import { showProblem, say } from './problem.js';

let report = null, forms = [], wanted = null;

/** The form that the user chose; null for the mode's own. */
export const chosenForm = () => $('#form').hidden ? null : $('#form').value;

/** Asks the server again: what is in memory changes by itself. */
export async function refreshModes() {
  try {
    [report, forms] = await Promise.all([get('/api/mode'), get('/api/models')]);
    draw();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (!report) showProblem(failure, () => location.reload());
  }
}

async function change(mode) {
  wanted = mode;
  draw();
  try {
    report = await post('/api/mode', { mode });
    say(() => t('modes.now', { mode }));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure);
  } finally {
    wanted = null;
    await refreshModes();
    draw();
  }
}

function choice(mode) {
  const name = mode.name, chosen = name === (wanted ?? report.mode);
  const input = el('input', { type: 'radio', name: 'mode', value: name, checked: chosen, disabled: !mode.allowed || wanted !== null });
  input.addEventListener('change', () => change(name));
  const why = mode.allowed ? t(`mode.${name}`) : tIfAny(`why.${mode.why}`) ?? mode.detail;
  return el('label', {}, input, el('b', { textContent: name }), el('small', { textContent: why }));
}

function draw() {
  if (!report) return;
  const focused = document.activeElement?.name === 'mode' ? document.activeElement.value : null;
  $('#modes').replaceChildren(...report.modes.map(choice));
  if (focused) $(`#modes [value="${focused}"]`)?.focus({ preventScroll: true });
  $('#switching').textContent = wanted ? t('modes.switching', { mode: wanted }) : '';
  $('#model').textContent = t('model', { model: report.model, mode: report.mode });
  $('#forms').replaceChildren(...forms.map(form => el('tr', {},
    el('th', { scope: 'row', textContent: form.type }),
    el('td', { textContent: bytes(form.bytes) }),
    el('td', { textContent: form.bitsPerWeight ? decimal(form.bitsPerWeight) : '–' }),
    el('td', { textContent: t(form.loaded ? 'forms.loaded' : form.ready ? 'forms.ready' : 'forms.making') }))));
  drawForm();
}

/** In the pool the user says which form answers. */
function drawForm() {
  const offered = forms.filter(form => form.offered), before = $('#form').value;
  $('#form').hidden = offered.length < 2;
  $('#form').replaceChildren(...offered.map(form => el('option', { value: form.name, textContent: form.name })));
  $('#form').value = offered.some(form => form.name === before) ? before : report.model;
}

onLanguage(draw);
