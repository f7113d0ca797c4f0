// Ondelys' page: a chat with a small language model, and what the model costs in memory meanwhile.
import { newChat, sendQuestion, showLoading, stop } from './chat.js';
import { $, el } from './dom.js';
import { list, onLanguage } from './language.js';
import { watchMemory } from './memory.js';
import { refreshModes } from './modes.js';
import { wireTheme } from './settings.js';

function submit() {
  const text = $('#question').value.trim();
  if (!text || $('#send').hidden) return;
  $('#question').value = '';
  sendQuestion(text);
}

$('#composer').addEventListener('submit', event => {
  event.preventDefault();
  submit();
});
$('#question').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
addEventListener('keydown', event => event.key === 'Escape' && stop());
$('#stop').addEventListener('click', stop);
$('#new').addEventListener('click', newChat);
wireTheme($('#theme'));

onLanguage(() => $('#samples').replaceChildren(...list('questions').map(question => {
  const button = el('button', { type: 'button', textContent: question });
  button.addEventListener('click', () => {
    sendQuestion(question);
    $('#question').focus({ preventScroll: true });
  });
  return el('li', {}, button);
})));

watchMemory(event => {
  if (event.kind === 'loading') showLoading();
  refreshModes();
});
refreshModes();
