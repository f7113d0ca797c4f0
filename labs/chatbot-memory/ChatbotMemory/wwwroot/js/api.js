// The server: JSON when all is well, problem details (RFC 9457) when not, server-sent events for what takes a while.

/** What went wrong: a stable code that the page has a sentence for, what the server said, and how long to wait. */
export class Problem extends Error {
  constructor(code, { detail, seconds } = {}) {
    super(detail ?? code);
    Object.assign(this, { code, detail, seconds });
  }
}

const byStatus = { 413: 'too_large', 429: 'rate_limited', 503: 'busy' };

async function problemOf(response) {
  let details = {};
  try { details = await response.json() ?? {}; } catch { /* a proxy's page, or nothing: the status has to do */ }
  const seconds = Number.parseInt(response.headers.get('Retry-After'), 10);
  return new Problem(details.code ?? byStatus[response.status] ?? 'failed', { detail: details.detail ?? details.title, seconds: seconds > 0 ? seconds : undefined });
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Problem('unreachable');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

const json = body => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const get = async path => (await send(path)).json();
export const post = async (path, body) => (await send(path, json(body))).json();

/** The events of an answer as they come: [name, data]. Leaving the loop, or the signal, ends the answer. */
export async function* ask(body, signal) {
  const response = await send('/api/chat', { ...json(body), signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '', ended = false;
  try {
    while (!ended) {
      const { done, value } = await reader.read();
      const blocks = (rest + (value ?? '')).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const event = eventOf(block);
        ended ||= event[0] === 'done' || event[0] === 'error';
        yield event;
      }
      if (done && !ended) throw new Problem('cut_off');
    }
  } catch (failure) {
    throw failure.name === 'AbortError' || failure instanceof Problem ? failure : new Problem('cut_off');
  } finally {
    reader.cancel().catch(() => {});
  }
}

function eventOf(block) {
  let name = 'message', data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    else if (line.startsWith('data: ')) data += line.slice(6);
  }
  return [name, JSON.parse(data)];
}
