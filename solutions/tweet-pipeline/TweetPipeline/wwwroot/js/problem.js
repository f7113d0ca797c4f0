// The sentence when something fails, and the words for screen readers.
import { $, el, icon } from './dom.js';
import { onLanguage, t, tIfAny } from './language.js';

let problem = null, said = () => '';

/** Says it to screen readers; a function, so that it is said again in the other language. */
export function say(words) {
  said = words;
  $('#status').textContent = said();
}

export function showProblem(failure) {
  problem = failure;
  draw();
  if (failure) $('#problem').scrollIntoView({ block: 'nearest' });
}

export const clearProblem = () => showProblem(null);

/** The sentence of a code, and what the server said. */
export const sentence = (code, wait) => [tIfAny(`error.${code}`) ?? t('error.failed'), wait && t('error.wait', { seconds: wait })].filter(Boolean).join(' ');

function draw() {
  if (!problem) return $('#problem').replaceChildren();
  const { code, detail, seconds } = problem;
  const words = el('p', { textContent: sentence(code, seconds) });
  if (detail) words.append(el('small', { textContent: detail }));
  const close = el('button', { type: 'button', className: 'quiet', textContent: t('problem.close') });
  close.addEventListener('click', clearProblem);
  $('#problem').replaceChildren(icon('warning'), words, close);
}

onLanguage(draw);
