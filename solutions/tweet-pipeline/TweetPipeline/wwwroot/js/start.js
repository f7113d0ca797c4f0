// Where a run begins: a file that is chosen or dropped, or the sample.
import { post, Problem, upload } from './api.js';
import { $ } from './dom.js';
import { bytes, count, onLanguage, t } from './language.js';
import { clearProblem, say, showProblem } from './problem.js';
import { limits } from './session.js';

const endings = ['.csv', '.tsv', '.jsonl', '.ndjson'];
let busy = null, started = () => {};

/** `begun` gets each new run. */
export function wireStart(begun) {
  started = begun;
  $('#mode').value = limits().mode;
  for (const button of document.querySelectorAll('[data-sample]')) button.addEventListener('click', () => begin(() => post(`/api/runs/sample?mode=${$('#mode').value}`), t('start.sampling')));
  for (const button of document.querySelectorAll('[data-choose]')) button.addEventListener('click', () => $('#file').click());
  $('#file').addEventListener('change', () => {
    const [file] = $('#file').files;
    $('#file').value = '';   // the same file can be chosen again
    if (file) send(file);
  });
  $('#mode').addEventListener('change', draw);
  wireDrop();
  draw();
}

function send(file) {
  if (!endings.some(ending => file.name.toLowerCase().endsWith(ending))) return showProblem(new Problem('wrong_type', { detail: file.name }));
  if (file.size > limits().uploadBytes) return showProblem(new Problem('too_large', { detail: t('start.most', { bytes: bytes(limits().uploadBytes) }) }));
  begin(() => upload(file, $('#mode').value), t('start.sending', { file: file.name, bytes: bytes(file.size) }));
}

async function begin(request, words) {
  if (busy) return;
  clearProblem();
  busy = words;
  draw();
  say(() => words);
  try {
    await started(await request());
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure);
  } finally {
    busy = null;
    draw();
  }
}

function wireDrop() {
  let depth = 0;
  const zone = document.body, carries = event => [...event.dataTransfer.types].includes('Files');
  const show = change => { depth = change(depth); $('#drop').classList.toggle('over', depth > 0); };
  zone.addEventListener('dragenter', event => carries(event) && show(d => d + 1));
  zone.addEventListener('dragleave', event => carries(event) && show(d => Math.max(0, d - 1)));
  zone.addEventListener('dragover', event => carries(event) && event.preventDefault());
  zone.addEventListener('drop', event => {
    if (!carries(event)) return;
    event.preventDefault();
    show(() => 0);
    if (event.dataTransfer.files.length) send(event.dataTransfer.files[0]);
  });
}

function draw() {
  if (!limits()) return;
  for (const button of document.querySelectorAll('[data-sample], [data-choose]')) button.disabled = busy !== null;
  for (const button of document.querySelectorAll('[data-sample]')) button.textContent = t('start.sample', { count: count(limits().sampleTweets) });
  $('#sending').textContent = busy ?? '';
  $('#mode-note').textContent = t(`mode.note.${$('#mode').value}`);
  $('#most').textContent = t('start.most', { bytes: bytes(limits().uploadBytes) });
}

onLanguage(draw);
