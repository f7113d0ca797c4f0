// Rows that were set aside, with their lines, and the files to save.
import { Problem, save } from './api.js';
import { $, el } from './dom.js';
import { count, onLanguage, t, tIfAny } from './language.js';
import { showProblem } from './problem.js';

let run = null, summary = null;

export function showFiles(id, report) {
  [run, summary] = [id, report];
  draw();
}

async function download(name) {
  try {
    await save(`/api/runs/${run}/files/${name}`, name);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure);
  }
}

function draw() {
  $('#rejects').hidden = !summary?.rejects.length;
  $('#downloads').hidden = !summary?.files.length;
  if (!summary) return;
  const more = summary.view.rejects - summary.rejects.length;
  $('#rejects-note').textContent = t(more > 0 ? 'rejects.some' : 'rejects.all', { count: count(summary.view.rejects), shown: count(summary.rejects.length) });
  $('#reject-rows').replaceChildren(...summary.rejects.map(reject => el('li', {},
    el('b', { textContent: t('rejects.line', { line: count(Number(reject.line)) }) }),
    el('span', { textContent: tIfAny(`reject.${reject.code}`) ?? reject.reason }),
    el('code', { textContent: reject.start }))));
  $('#files').replaceChildren(...summary.files.map(name => {
    const button = el('button', { type: 'button', className: 'quiet', textContent: tIfAny(`file.${name}`) ?? name });
    button.addEventListener('click', () => download(name));
    return el('li', {}, button);
  }));
}

onLanguage(draw);
