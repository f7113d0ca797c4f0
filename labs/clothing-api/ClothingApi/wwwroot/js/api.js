// The server, which answers JSON when all is well and problem details (RFC 9457) when not.

const patience = 30_000;   // ms

/** What went wrong: a stable code that the page has a sentence for, what the server said, and how long to wait. */
export class Problem extends Error {
  constructor(code, { detail, seconds } = {}) {
    super(detail ?? code);
    Object.assign(this, { code, detail, seconds });
  }
}

const byStatus = { 400: 'missing_image', 413: 'too_large', 415: 'wrong_content_type', 422: 'not_an_image', 429: 'rate_limited', 503: 'busy' };

function problemOf(xhr) {
  let details = {};
  try { details = JSON.parse(xhr.responseText) ?? {}; } catch { /* a proxy's page, or nothing: the status has to do */ }
  const seconds = Number.parseInt(xhr.getResponseHeader('Retry-After'), 10);
  return new Problem(details.code ?? byStatus[xhr.status] ?? 'failed', { detail: details.detail ?? details.title, seconds: seconds > 0 ? seconds : undefined });
}

/**
 * Posts a photo; resolves to the answer and the milliseconds there and back. `valid` looks at the answer before anyone uses it.
 * XMLHttpRequest, because fetch tells nothing of an upload's progress.
 */
export function post({ path, valid, photo, signal, onProgress = () => {} }) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('image', photo, 'photo.jpg');
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    const begun = performance.now();
    xhr.open('POST', path);
    xhr.timeout = patience;
    xhr.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total);
    xhr.upload.onload = () => onProgress(1);
    xhr.onload = () => {
      const trip = performance.now() - begun;
      if (xhr.status !== 200) return reject(problemOf(xhr));
      try {
        const answer = JSON.parse(xhr.responseText);
        if (valid(answer)) return resolve({ answer, trip });
      } catch { /* no JSON, or of another shape */ }
      reject(new Problem('garbled'));
    };
    xhr.onerror = () => reject(new Problem('unreachable'));
    xhr.ontimeout = () => reject(new Problem('too_slow'));
    xhr.onabort = () => reject(new DOMException('', 'AbortError'));
    xhr.onloadend = () => signal.removeEventListener('abort', abort);
    signal.throwIfAborted();
    signal.addEventListener('abort', abort);
    xhr.send(form);
  });
}

/** What a GET answers: null where the server has nothing to say, for the page does without. */
export async function get(path) {
  try {
    const response = await fetch(path, { headers: { Accept: 'application/json' } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** A picture of this server, to search with. */
export async function picture(path, signal) {
  let response;
  try {
    response = await fetch(path, { signal });
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Problem('unreachable');
  }
  if (!response.ok) throw new Problem('failed');
  return response.blob();
}
