// The list of messages, and its scrolling.
import { $, el } from './dom.js';
import { count, decimal, onLanguage, seconds, t } from './language.js';

const redraws = new Map();   // item -> how its line below is written again in another language

const atEnd = () => { const box = $('#scroll'); return box.scrollHeight - box.scrollTop - box.clientHeight < 60; };
const toEnd = () => { const box = $('#scroll'); box.scrollTop = box.scrollHeight; };

function add(role, text) {
  $('#welcome').hidden = true;
  const item = el('li', { className: role }, el('span', { className: 'unseen' }), el('p', { textContent: text }), el('small'));
  item.firstChild.dataset.t = `role.${role}`;
  item.firstChild.textContent = t(`role.${role}`);
  $('#messages').append(item);
  toEnd();
  return item;
}

export const addQuestion = text => add('user', text);

/** An answer that is being written. */
export function addAnswer() {
  const item = add('assistant', '');
  const [, text, below] = item.children;
  item.classList.add('writing');
  item.setAttribute('aria-busy', 'true');
  const note = words => {
    redraws.set(item, () => { below.textContent = words(); });
    redraws.get(item)();
  };
  return {
    note,
    write(piece) {
      const follow = atEnd();
      if (!text.textContent) note(() => '');
      text.append(piece);
      if (follow) toEnd();
    },
    end(words) {
      const follow = atEnd();
      item.classList.remove('writing');
      item.removeAttribute('aria-busy');
      note(words);
      if (follow) toEnd();
    },
    remove() {
      redraws.delete(item);
      item.remove();
    },
    get text() { return text.textContent; },
  };
}

/** The line below an answer. */
export const figuresLine = figures => [
  t('line.first', { time: seconds(figures.firstTokenSeconds) }),
  figures.tokensPerSecond > 0 && t('line.speed', { speed: decimal(figures.tokensPerSecond) }),
  figures.reusedTokens > 0 && t('line.reused', { reused: count(figures.reusedTokens), all: count(figures.inputTokens) }),
  figures.finishReason === 'length' && t('line.length'),
].filter(Boolean).join(' · ');

/** The samples, as long as there is no message. */
export function showWelcome() {
  $('#welcome').hidden = $('#messages').children.length > 0;
}

export function clearMessages() {
  redraws.clear();
  $('#messages').replaceChildren();
  showWelcome();
}

onLanguage(() => redraws.forEach(draw => draw()));
