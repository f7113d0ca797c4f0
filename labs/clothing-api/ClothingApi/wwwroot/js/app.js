// Fripe's page: a photo comes in, is made smaller, is sent; the answer and the articles like it are shown.
import { picture, post, get, Problem } from './api.js';
import { showAnswer } from './answer.js';
import { showArticles, showSamples, wireArticles } from './articles.js';
import { wireCamera } from './camera.js';
import { $ } from './dom.js';
import { chosen, clearAnswers, measure, record, showModels } from './formats.js';
import { wireIntake } from './intake.js';
import { bytes, garment, onLanguage, percent, t } from './language.js';
import { prepare } from './photo.js';
import { busy, clearProblem, idle, say, showProblem } from './progress.js';
import { wireTheme } from './settings.js';

const articles = 10, rounds = 10;
let photo = null, running = null;

/** Runs one piece of work; a newer one, or Cancel, ends it. */
async function run(work, again) {
  running?.abort();
  const mine = running = new AbortController();
  clearProblem();
  try {
    await work(mine.signal);
  } catch (failure) {
    if (running !== mine) return;
    if (failure.name === 'AbortError') say(() => t('cancelled'));
    else if (failure instanceof Problem) showProblem(failure, again);
    else throw failure;
  } finally {
    if (running === mine) {
      running = null;
      idle();
    }
  }
}

/** Searches with a photo from anywhere; `source` gives the file, or a promise of it. */
function search(source) {
  return run(async signal => {
    busy('preparing');
    const ready = await prepare(await source(signal));
    signal.throwIfAborted();
    showPhoto(ready);
    clearAnswers();
    showAnswer(null);
    showArticles(null);
    await ask(signal);
  }, () => search(source));
}

const isPrediction = answer => typeof answer.label === 'string' && typeof answer.confidence === 'number' && answer.model.format && answer.timings
  && answer.scores.every(score => typeof score.label === 'string' && typeof score.probability === 'number');
const isSearch = answer => answer.timings && answer.articles.every(article => typeof article.image === 'string' && typeof article.similarity === 'number');

const predict = (model, signal, onProgress) =>
  post({ path: `/api/predict?model=${model}`, valid: isPrediction, photo: photo.blob, signal, onProgress });

async function ask(signal) {
  const wanted = chosen();
  busy('sending', 0);
  const reply = await predict(wanted, signal, share => share < 1 ? busy('sending', share) : busy('looking'));
  showAnswer({ ...reply.answer, wanted });
  record(wanted, reply);
  say(() => t('answer.title', { label: garment(reply.answer.label), percent: percent(reply.answer.confidence) }));
  busy('looking');
  try {
    const { answer } = await post({ path: `/api/similar?k=${articles}&model=${wanted}`, valid: isSearch, photo: photo.blob, signal });
    showArticles(answer);
    say(() => t('answer.status', { label: garment(reply.answer.label), percent: percent(reply.answer.confidence), count: answer.articles.length }));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure, () => run(ask), 'error.similar');
  }
}

function showPhoto(ready) {
  URL.revokeObjectURL($('#photo').src);
  photo = ready;
  $('#photo').src = URL.createObjectURL(photo.blob);
  $('#photo').hidden = false;
  $('#stage').style.setProperty('--ratio', photo.width / photo.height);
  $('#stage').classList.add('filled');
  showFacts();
}

function showFacts() {
  $('#photo').alt = t('photo');
  if (!photo) return;
  const { before, width, height, blob } = photo;
  const after = t('picture', { width, height, bytes: bytes(blob.size) });
  $('#facts').textContent = before.width > width
    ? t('facts', { before: t('picture', { ...before, bytes: bytes(before.bytes) }), after, share: percent(blob.size / before.bytes) })
    : t('facts.same', { after });
}

wireIntake(file => search(() => file));
wireCamera(file => search(() => file));
wireArticles(path => {
  scrollTo({ top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  search(signal => picture(path, signal));
});
wireTheme($('#theme'));
onLanguage(showFacts);

$('#cancel').addEventListener('click', () => running?.abort());
addEventListener('keydown', event => event.key === 'Escape' && running?.abort());
for (const choice of document.querySelectorAll('[name=model]')) {
  choice.addEventListener('change', () => photo && run(ask, () => run(ask)));
}
$('#measure').addEventListener('click', () => run(async signal => {
  busy('measuring', 0);
  await measure(rounds, name => predict(name, signal), round => busy('measuring', round / rounds));
  say(() => $('#measured').textContent);
}));

get('/api/catalogue').then(catalogue => { $('#drawn').hidden = !catalogue?.drawn; });
get('/api/samples').then(showSamples);
get('/api/models').then(showModels);
