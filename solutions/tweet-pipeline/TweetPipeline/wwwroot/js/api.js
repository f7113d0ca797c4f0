// The server: JSON when all is well, problem details (RFC 9457) when not, server-sent events for a run that goes on.

/** What went wrong: a stable code that the page has a sentence for, what the server said, and how long to wait. */
export class Problem extends Error {
  constructor(code, { detail, seconds } = {}) {
    super(detail ?? code);
    Object.assign(this, { code, detail, seconds });
  }
}

const byStatus = { 401: 'unauthorized', 413: 'too_large', 429: 'rate_limited', 503: 'busy' };
let askForKey = null;

/** Who asks the user for the key when the server wants one; it answers whether there is a new one. */
export const onMissingKey = ask => { askForKey = ask; };

export function storedKey() {
  try { return sessionStorage.getItem('ondelys.key') ?? ''; } catch { return ''; }
}

export function storeKey(key) {
  try { key ? sessionStorage.setItem('ondelys.key', key) : sessionStorage.removeItem('ondelys.key'); } catch { /* then it is asked for again */ }
}

async function problemOf(response) {
  let details = {};
  try { details = await response.json() ?? {}; } catch { /* a proxy's page, or nothing: the status has to do */ }
  const seconds = Number.parseInt(response.headers.get('Retry-After'), 10);
  return new Problem(details.code ?? byStatus[response.status] ?? 'failed', { detail: details.detail ?? details.title, seconds: seconds > 0 ? seconds : undefined });
}

async function send(path, options = {}) {
  const key = storedKey();
  let response;
  try {
    response = await fetch(path, { ...options, headers: key ? { 'X-Api-Key': key } : {} });
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Problem('unreachable');
  }
  if (response.status === 401 && await askForKey?.(key)) return send(path, options);
  if (!response.ok) throw await problemOf(response);
  return response;
}

export const get = async (path, signal) => (await send(path, { signal })).json();
export const post = async (path, body) => {
  const response = await send(path, { method: 'POST', body });
  return response.status === 204 ? null : response.json();
};
export const remove = path => send(path, { method: 'DELETE' });

export function upload(file, mode) {
  const form = new FormData();
  form.append('file', file);
  return post(`/api/runs?mode=${mode}`, form);
}

/** Saves what the server sends; a link could not carry the key. */
export async function save(path, name) {
  const blob = await (await send(path)).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The states of a run as they come, until it has ended or the signal ends the watching. */
export async function* watch(id, signal) {
  const response = await send(`/api/runs/${id}/events`, { signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const blocks = (rest + (value ?? '')).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const data = block.split('\n').filter(line => line.startsWith('data: ')).map(line => line.slice(6)).join('');
        if (data) yield JSON.parse(data);
      }
      if (done) return;
    }
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Problem('cut_off');
  } finally {
    reader.cancel().catch(() => {});
  }
}
