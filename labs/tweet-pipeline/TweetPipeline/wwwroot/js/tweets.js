// The tweets of a run: filters, a table in pages, and the export of what the filters leave.
import { get, Problem, save } from './api.js';
import { valueName } from './charts.js';
import { $, el } from './dom.js';
import { count, moment, onLanguage, percent, t } from './language.js';
import { say, showProblem } from './problem.js';

const selects = {
  sentiment: ['sentiment', ['negative', 'neutral', 'positive']],
  claim: ['is_claim', ['true', 'false']],
  urgency: ['urgency', ['critical', 'high', 'medium', 'low']],
  topic: ['topics', ['network', 'billing', 'mobile', 'internet', 'tv', 'phone', 'customer_service', 'contract', 'delivery', 'security']],
  incident: ['incident', ['outage', 'slowdown', 'equipment', 'billing', 'fraud', 'none']],
};
const pause = 300;   // ms without a key before the search begins
let run = null, all = 0, page = null, asked = null, timer = null;

export function hideTweets() {
  asked?.abort();
  [run, page] = [null, null];
  $('#tweets').hidden = true;
  $('#filters').reset();
}

export function showTweets(id, tweets) {
  [run, all, page] = [id, tweets, null];
  $('#tweets').hidden = false;
  load(1);
}

/** Sets one filter, as a click on a bar does. */
export function filterBy(name, value) {
  if (!run) return;
  const select = $(`#filters [name=${name}]`);
  select.value = select.value === value ? '' : value;
  load(1);
  $('#tweets').scrollIntoView();
}

function query() {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData($('#filters'))) if (value.trim()) chosen.append(name, value.trim());
  return chosen;
}

async function load(number) {
  asked?.abort();
  const mine = asked = new AbortController(), chosen = query();
  chosen.set('page', number);
  chosen.set('size', innerWidth > 760 ? 50 : 20);
  try {
    page = await get(`/api/runs/${run}/tweets?${chosen}`, mine.signal);
    draw();
    say(() => t('tweets.found', { count: count(page.total), all: count(all) }));
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure);
  }
}

async function download() {
  const chosen = query(), format = $('#format').value;
  chosen.set('format', format);
  $('#export').disabled = true;
  try {
    await save(`/api/runs/${run}/export?${chosen}`, `tweets.${format}`);
    say(() => t('export.done'));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    showProblem(failure);
  } finally {
    draw();
  }
}

$('#filters').addEventListener('submit', event => { event.preventDefault(); load(1); });
$('#filters').addEventListener('change', event => event.target.name !== 'q' && load(1));
$('#filters').addEventListener('reset', () => run && setTimeout(() => load(1)));
$('#filters [name=q]').addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => run && load(1), pause);
});
$('#export').addEventListener('click', download);
$('#previous').addEventListener('click', () => turn(-1));
$('#next').addEventListener('click', () => turn(1));

async function turn(by) {
  await load(page.page + by);
  $('#tweets-title').focus();   // the rows begin again
  $('#tweets').scrollIntoView();
}

function draw() {
  for (const [name, [figure, values]] of Object.entries(selects)) {
    const select = $(`#filters [name=${name}]`), before = select.value;
    select.replaceChildren(el('option', { value: '', textContent: t('filter.any') }), ...values.map(value => el('option', { value, textContent: valueName(figure, value) })));
    select.value = before;
  }
  if (!page) return;
  $('#found').textContent = t('tweets.found', { count: count(page.total), all: count(all) });
  $('#none').hidden = page.total > 0;
  $('#table').hidden = page.total === 0;
  $('#rows').replaceChildren(...page.rows.map(row));
  $('#pager').hidden = page.pages < 2;
  $('#page').textContent = t('pager.page', { page: count(page.page), pages: count(page.pages) });
  $('#previous').disabled = page.page <= 1;
  $('#next').disabled = page.page >= page.pages;
  $('#export').disabled = page.total === 0;
  $('#export').textContent = t('export', { count: count(page.total) });
}

const cell = (label, ...children) => el('td', { role: 'cell', 'data-label': label }, ...children);
const chip = (figure, value) => el('span', { className: `chip ${figure}-${value}`, textContent: valueName(figure, value) });

function row(tweet) {
  const notes = [tweet.author && `@${tweet.author}`, timeOf(tweet.createdAt), t('row.id', { id: tweet.id }), tweet.duplicateOf && t('row.repeats', { id: tweet.duplicateOf }), tweet.fallbacks && t('row.fallbacks')].filter(Boolean);
  return el('tr', { role: 'row' },
    el('td', { role: 'cell', className: 'text' }, el('p', { textContent: tweet.text }), el('small', { textContent: notes.join(' · ') })),
    cell(t('column.sentiment'), chip('sentiment', tweet.sentiment)),
    cell(t('column.claim'), el('span', { textContent: tweet.isClaim ? valueName('is_claim', 'true') : '–' })),
    cell(t('column.urgency'), chip('urgency', tweet.urgency)),
    cell(t('column.topics'), el('span', { textContent: tweet.topics.map(topic => valueName('topics', topic)).join(', ') || '–' })),
    cell(t('column.incident'), el('span', { textContent: tweet.incident === 'none' ? '–' : valueName('incident', tweet.incident) })),
    cell(t('column.confidence'), el('span', { className: 'figure', textContent: percent(tweet.confidence) })));
}

const timeOf = text => text && (Number.isNaN(Date.parse(text)) ? text : moment(text));

onLanguage(draw);
