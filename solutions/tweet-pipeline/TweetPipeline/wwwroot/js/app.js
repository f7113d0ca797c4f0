// Ondelys' dashboard: tweets are uploaded, classified under one's eyes, filtered and exported.
import { onBar } from './charts.js';
import { $ } from './dom.js';
import { showProblem } from './problem.js';
import { Problem } from './api.js';
import { wireRun } from './run.js';
import { forget, openRuns, refreshRuns, select } from './runs.js';
import { enter } from './session.js';
import { wireTheme } from './settings.js';
import { wireStart } from './start.js';
import { filterBy } from './tweets.js';

wireTheme($('#theme'));
onBar(filterBy);
wireRun(state => state === 'deleted' ? forget() : refreshRuns());

try {
  await enter();
  wireStart(async run => {
    await refreshRuns();
    await select(run.id, true);
  });
  await openRuns();
} catch (failure) {
  if (!(failure instanceof Problem)) throw failure;
  showProblem(failure);
}
document.documentElement.dataset.ready = 'true';
