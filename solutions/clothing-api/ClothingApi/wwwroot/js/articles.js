// The pictures that are buttons: samples to try, and the articles found, each a search of its own.
import { $, el } from './dom.js';
import { count, garment, milliseconds, onLanguage, percent, t } from './language.js';

let samples = [], found = null, search = () => {};

export function wireArticles(onPicture) {
  search = onPicture;
}

export function showSamples(list) {
  samples = list ?? [];
  drawSamples();
}

/** The similar articles; null hides them. */
export function showArticles(answer) {
  found = answer;
  drawArticles();
}

function tile(path, label, ...words) {
  const button = el('button', { type: 'button', 'aria-label': label },
    el('img', { src: path, alt: '', width: 128, height: 160, decoding: 'async' }), ...words);
  button.addEventListener('click', () => search(path));
  return el('li', {}, button);
}

/** Puts tiles in the place of others: who stood on one stands on the one in its place. */
function fill(list, tiles) {
  const place = [...list.children].findIndex(item => item.contains(document.activeElement));
  list.replaceChildren(...tiles);
  if (place >= 0) tiles[Math.min(place, tiles.length - 1)]?.firstChild.focus({ preventScroll: true });
}

function drawSamples() {
  $('#samples').hidden = samples.length === 0;
  fill($('#samples ul'), samples.map(sample => tile(sample.image, t('sample', { label: garment(sample.label) }))));
}

function drawArticles() {
  $('#articles').hidden = !found;
  if (!found) return;
  $('#searched').textContent = t('searched', { count: count(found.searched), time: milliseconds(found.timings.searchMs) });
  fill($('#articles ul'), found.articles.map(article => {
    const alike = percent(Math.max(0, article.similarity));
    return tile(article.image, t('article', { label: garment(article.label), percent: alike }),
      el('span', { className: 'label', textContent: garment(article.label) }),
      el('span', { className: 'figure', textContent: alike }));
  }));
}

onLanguage(drawSamples);
onLanguage(drawArticles);
