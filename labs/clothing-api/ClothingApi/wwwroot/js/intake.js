// The ways in for a photo: drop, paste, picker.
import { $ } from './dom.js';

export function wireIntake(onPhoto) {
  const stage = $('#stage'), input = $('#file');
  const first = files => files.length > 0 && onPhoto(files[0]);

  $('#choose').addEventListener('click', () => input.click());
  stage.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    first([...input.files]);
    input.value = '';   // so that the same file can be chosen twice
  });

  let depth = 0;   // dragenter and dragleave come for each element passed
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  const mark = change => stage.classList.toggle('over', (depth = Math.max(0, depth + change)) > 0);
  addEventListener('dragenter', event => hasFiles(event) && mark(1));
  addEventListener('dragleave', event => hasFiles(event) && mark(-1));
  addEventListener('dragover', event => hasFiles(event) && event.preventDefault());
  addEventListener('drop', event => {
    mark(-depth);
    if (!hasFiles(event)) return;
    event.preventDefault();
    first(event.dataTransfer.files);
  });

  addEventListener('paste', event => first([...event.clipboardData.files]));
}
