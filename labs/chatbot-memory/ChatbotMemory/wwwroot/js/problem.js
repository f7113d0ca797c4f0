// The sentence when something fails, and the words for screen readers.
import { $, el } from './dom.js';
import { onLanguage, t, tIfAny } from './language.js';

let problem = null, retry = null, said = () => '';

/** Says it to screen readers; a function, so that it is said again in the other language. */
export function say(words) {
  said = words;
  $('#status').textContent = said();
}

export function showProblem(failure, again = null) {
  [problem, retry] = [failure, again];
  draw();
}

export const clearProblem = () => showProblem(null);

function draw() {
  if (!problem) return $('#problem').replaceChildren();
  const { code, detail, seconds } = problem;
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('aria-hidden', 'true');
  icon.innerHTML = '<use href="#warning"/>';
  const words = el('p', { textContent: [tIfAny(`error.${code}`) ?? t('error.failed'), seconds && t('error.wait', { seconds })].filter(Boolean).join(' ') });
  if (detail) words.append(el('small', { textContent: detail }));
  const button = retry && el('button', { type: 'button', className: 'quiet', textContent: t('retry') });
  if (button) button.addEventListener('click', retry);
  $('#problem').replaceChildren(icon, words, ...(button ? [button] : []));
}

onLanguage(draw);
