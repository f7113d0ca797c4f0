// One chat at a time: questions go out, the answer is written as it comes, and can be stopped.
import { ask, Problem } from './api.js';
import { $ } from './dom.js';
import { showFigures } from './figures.js';
import { t } from './language.js';
import { addAnswer, addQuestion, clearMessages, figuresLine, showWelcome } from './messages.js';
import { chosenForm } from './modes.js';
import { clearProblem, say, showProblem } from './problem.js';

const lasting = ['message_too_long', 'empty_message', 'too_large', 'not_done', 'model_too_large'];   // to send it again would be no use
const newName = () => globalThis.crypto.randomUUID?.() ?? `c${Date.now()}-${Math.random()}`;
let turns = [], conversation = newName(), running = null, answer = null;

/** The model is being loaded for the answer that waits. */
export function showLoading() {
  if (answer && !answer.text) answer.note(() => t('loading'));
}

export async function sendQuestion(text) {
  if (running) return;
  clearProblem();
  const item = addQuestion(text), mine = running = new AbortController(), chat = conversation;
  const messages = [...turns, { role: 'user', content: text }];
  answer = addAnswer();
  answer.note(() => t('waiting'));
  busy(true);
  try {
    await receive(messages, mine.signal);
  } catch (failure) {
    if (conversation !== chat) return;   // a new chat was begun meanwhile
    if (failure.name !== 'AbortError' && !(failure instanceof Problem)) throw failure;
    broken(failure, item, text);
  } finally {
    if (conversation === chat) {
      if (answer.text) turns = [...messages, { role: 'assistant', content: answer.text }];
      running = answer = null;
      busy(false);
    }
  }
}

async function receive(messages, signal) {
  const mine = answer;
  for await (const [event, data] of ask({ messages, conversation, model: chosenForm() }, signal)) {
    if (event === 'token') mine.write(data.text);
    if (event === 'error') throw new Problem(data.code, { detail: data.detail });
    if (event === 'done') {
      mine.end(() => figuresLine(data) || '');
      if (!mine.text) mine.write(t('nothing'));
      showFigures(data);
      say(() => t('answered', { text: mine.text }));
    }
  }
}

function broken(failure, item, text) {
  const stopped = failure.name === 'AbortError';
  if (answer.text) answer.end(() => t(stopped ? 'stopped' : 'broken'));
  else {
    answer.remove();
    item.classList.add('failed');
  }
  if (stopped) return say(() => t('stopped'));
  const again = lasting.includes(failure.code) ? null : () => { item.remove(); sendQuestion(text); };
  if (failure.code === 'message_too_long' && !$('#question').value) {   // to be shortened
    $('#question').value = text;
    item.remove();
    showWelcome();
  }
  showProblem(failure, answer.text ? null : again);
}

export const stop = () => running?.abort();

export function newChat() {
  running?.abort();
  [turns, conversation, running, answer] = [[], newName(), null, null];
  clearProblem();
  clearMessages();
  busy(false);
  $('#question').focus();
  say(() => t('new.begun'));
}

function busy(on) {
  const focused = document.activeElement === $('#stop');
  $('#send').hidden = on;
  $('#stop').hidden = !on;
  if (!on && focused) $('#question').focus();   // focus never falls off the page
}
