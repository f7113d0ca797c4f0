// Who may use the dashboard: everyone, who has the key, or who has signed in.
import { get, onMissingKey, post, Problem, storedKey, storeKey } from './api.js';
import { $ } from './dom.js';
import { onLanguage, t } from './language.js';
import { showProblem } from './problem.js';

let session = null, asking = null;

/** What the server allows; asked for once. */
export const limits = () => session;

/** Asks until the client is let in. */
export async function enter() {
  session = await get('/api/session');
  if (!session.allowed) {
    if (new URLSearchParams(location.search).has('signin')) showProblem(new Problem('signin_failed'));
    await ask('');
  }
  draw();
}

/** Shows the dialog; several requests that are refused at once share it. */
function ask(tried) {
  if (tried !== storedKey()) return Promise.resolve(true);   // another request was given a newer key meanwhile
  asking ??= new Promise(resolve => {
    const dialog = $('#access');
    $('#access-key').hidden = !session.takesKey;
    $('#sign-in').hidden = !session.takesSignIn;
    $('#access-wrong').hidden = !tried;
    $('#key').value = '';
    if (!dialog.open) dialog.showModal();
    $('#access-key').addEventListener('submit', async event => {
      event.preventDefault();
      storeKey($('#key').value.trim());
      asking = null;
      session = await get('/api/session');
      if (!session.allowed) return resolve(ask(storedKey()));
      dialog.close();
      draw();
      resolve(true);
    }, { once: true });
  });
  return asking;
}

onMissingKey(ask);
$('#access').addEventListener('cancel', event => event.preventDefault());   // there is nothing behind it
$('#sign-in').addEventListener('click', () => location.assign('/login'));
$('#leave').addEventListener('click', async () => {
  storeKey('');
  await post('/api/session/end').catch(() => {});
  location.assign('/');
});

function draw() {
  if (!session) return;
  $('#leave').hidden = !session.allowed || !(session.user || storedKey());
  $('#leave').title = session.user ? t('leave.user', { user: session.user }) : t('leave');
}

onLanguage(draw);
