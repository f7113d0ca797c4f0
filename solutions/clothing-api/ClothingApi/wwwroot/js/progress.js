// What the page is doing: the bar with its spinner and its Cancel, the sentence when something fails, the words for screen readers.
import { $, el } from './dom.js';
import { onLanguage, t, tIfAny } from './language.js';

const slowAfter = 6_000;   // ms
const lasting = ['not_an_image', 'unreadable', 'too_large', 'too_many_pixels', 'too_much_work', 'wrong_content_type'];   // to send it again would be no use
let phase = null, timer = 0, problem = null, retry = null, note = null, said = () => '';

/** Shows a phase; a share from 0 to 1 makes the bar move, none makes it wait. */
export function busy(next, share) {
  if (next !== phase) {
    clearTimeout(timer);
    if (next === 'looking') timer = setTimeout(() => busy('slow'), slowAfter);
    if (phase === null || next === 'slow') say(() => t(`phase.${next}`));
  }
  phase = next;
  document.body.classList.add('working');
  $('#busy').hidden = false;
  $('#phase').textContent = t(`phase.${phase}`);
  if (share === undefined) $('#progress').removeAttribute('value');
  else $('#progress').value = Math.round(share * 100);
}

export function idle() {
  clearTimeout(timer);
  phase = null;
  if (document.activeElement === $('#cancel')) $('#choose').focus();   // focus never falls off the page
  document.body.classList.remove('working');
  $('#busy').hidden = true;
}

/** Says it to screen readers; a function, so that it is said again in the other language. */
export function say(words) {
  said = words;
  $('#status').textContent = said();
}

export function showProblem(failure, again = null, prefix = null) {
  [problem, retry, note] = [failure, again, prefix];
  drawProblem();
  if (!problem) return;
  idle();   // first, for the place that the bar leaves moves what is below it
  $('#problem').scrollIntoView({ block: 'nearest' });
}

export function clearProblem() {
  showProblem(null);
}

function drawProblem() {
  if (!problem) return $('#problem').replaceChildren();
  const { code, detail, seconds } = problem;
  const known = tIfAny(`error.${code}`);
  const sentence = known ?? t('error.failed');
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('aria-hidden', 'true');
  icon.innerHTML = '<use href="#warning"/>';
  const words = el('p', { textContent: [note && t(note), sentence, seconds && t('error.wait', { seconds })].filter(Boolean).join(' ') });
  if (detail && (!known || code === 'not_done')) words.append(el('small', { textContent: detail }));
  const button = retry && !lasting.includes(code) && el('button', { type: 'button', className: 'quiet', textContent: t('retry') });
  if (button) button.addEventListener('click', retry);
  $('#problem').replaceChildren(icon, words, ...(button ? [button] : []));
}

onLanguage(() => {
  if (phase) $('#phase').textContent = t(`phase.${phase}`);
  drawProblem();
});
