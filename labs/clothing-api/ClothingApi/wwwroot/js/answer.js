// What the garment is: the headline and a bar for each class.
import { $, el } from './dom.js';
import { garment, onLanguage, percent, t } from './language.js';

const ghosts = [0.62, 0.4, 0.27, 0.17, 0.1];
let shown = null, fresh = false;

export function showAnswer(answer) {
  shown = answer;
  fresh = true;
  draw();
  fresh = false;
}

function draw() {
  const title = shown && t('answer.title', { label: garment(shown.label), percent: percent(shown.confidence) });
  $('#answer').classList.toggle('empty', !shown);
  $('#answer-title').textContent = title ?? t('answer.none');
  $('#chip').hidden = !shown;
  $('#chip').textContent = title ?? '';
  $('#bars').classList.toggle('fresh', fresh);
  $('#bars').hidden = !shown?.scores.length && shown !== null;
  $('#bars').setAttribute('aria-hidden', !shown);
  $('#bars').replaceChildren(...(shown ? shown.scores.map(bar) : ghosts.map(width => row('', '', width))));
  const model = shown?.model;
  $('#fallback').hidden = !model?.fallback;
  if (model?.fallback) {
    const sentence = t('fallback', { wanted: shown.wanted, name: model.name, format: model.format });
    $('#fallback').replaceChildren(sentence, ...(model.reason ? [el('small', { lang: 'en', textContent: model.reason })] : []));
  }
}

const bar = score => row(garment(score.label), percent(score.probability), score.probability);

function row(label, figure, share) {
  const length = el('span', { className: 'length', 'aria-hidden': 'true' });
  length.style.setProperty('--share', share);
  return el('li', {}, el('span', { className: 'label', textContent: label }), el('span', { className: 'figure', textContent: figure }), length);
}

onLanguage(draw);
