// What the last answer cost.
import { $, el } from './dom.js';
import { bytes, count, decimal, onLanguage, seconds, t } from './language.js';

let last = null;

export function showFigures(figures) {
  last = figures;
  draw();
}

function draw() {
  const lines = [
    ['first', last && seconds(last.firstTokenSeconds)],
    ['speed', last?.tokensPerSecond > 0 && decimal(last.tokensPerSecond)],
    ['tokens', last && count(last.outputTokens)],
    ['cache', last && bytes(last.cacheBytes)],
  ];
  $('#figures').replaceChildren(...lines.map(([name, value]) => el('div', {}, el('dt', { textContent: t(`figure.${name}`) }), el('dd', { textContent: value || '–' }))));
  $('#figures-note').textContent = last ? t('figures.of', { model: last.model, mode: last.mode }) : t('figures.none');
}

onLanguage(draw);
