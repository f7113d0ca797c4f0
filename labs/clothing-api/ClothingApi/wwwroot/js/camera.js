// The camera, in a dialog: front or back, a still taken from the moving picture, and a sentence where there is none.
import { $ } from './dom.js';
import { onLanguage, t } from './language.js';

const reasons = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'missing', OverconstrainedError: 'missing', NotReadableError: 'taken', AbortError: 'taken' };

export function wireCamera(onPhoto) {
  const dialog = $('#camera'), video = $('#video'), message = $('#camera-message'), take = $('#take');
  let stream = null, starts = 0, state = null;

  const tell = next => {
    state = next;
    message.textContent = state ? t(`camera.${state}`) : '';
    dialog.dataset.state = state ?? 'live';
    take.disabled = state !== null;
  };
  const stop = () => {
    starts++;
    stream?.getTracks().forEach(track => track.stop());
    video.srcObject = stream = null;
  };

  async function start() {
    stop();
    const mine = starts;
    tell('waiting');
    if (!navigator.mediaDevices) return tell('insecure');
    const facing = dialog.querySelector('[name=facing]:checked').value;
    try {
      const found = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: facing }, width: { ideal: 1280 }, height: { ideal: 960 } } });
      if (mine !== starts) return found.getTracks().forEach(track => track.stop());   // closed or switched meanwhile
      stream = found;
      video.srcObject = stream;
      video.classList.toggle('mirrored', facing === 'user');
      await video.play();
      if (mine === starts) tell(null);
    } catch (failure) {
      if (mine === starts) tell(reasons[failure.name] ?? 'missing');
    }
  }

  $('#open-camera').addEventListener('click', () => {
    dialog.showModal();
    start();
  });
  for (const choice of dialog.querySelectorAll('[name=facing]')) choice.addEventListener('change', start);
  $('#close-camera').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', stop);
  take.addEventListener('click', () => {
    const still = document.createElement('canvas');
    still.width = video.videoWidth;
    still.height = video.videoHeight;
    still.getContext('2d').drawImage(video, 0, 0);
    dialog.close();
    still.toBlob(onPhoto, 'image/jpeg', 0.92);
  });
  onLanguage(() => state && tell(state));
}
