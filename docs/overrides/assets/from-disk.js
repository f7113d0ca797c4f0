// Search on a site opened from disk (file:). Browsers let such a page start no worker and read no file but scripts, so the worker of the search
// runs in a hidden frame here, and its index comes as a script, search/search_index.js, which 'frugal site build' writes beside search_index.json (under the name that later versions of the theme use).
if (location.protocol === 'file:') {
  const here = document.currentScript.src;
  window.__search = {
    index: new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL('../search/search_index.js', here);
      script.onload = () => resolve(window.__index);
      script.onerror = reject;
      document.head.append(script);
    })
  };
  window.IFrameWorker = window.Worker = class extends EventTarget {      // by its first name the worker knows that it is in a frame
    constructor(url) {
      super();
      const frame = document.createElement('iframe');
      frame.hidden = true;
      this.waiting = [];
      frame.addEventListener('load', () => {
        const inside = frame.contentWindow;
        inside.importScripts = (...urls) => urls.reduce((last, next) => last.then(() => new Promise((resolve, reject) => {
          const script = inside.document.createElement('script');
          script.src = next;
          script.onload = resolve;
          script.onerror = reject;
          inside.document.head.append(script);
        })), Promise.resolve());
        inside.postMessage = data => this.dispatchEvent(new MessageEvent('message', { data }));
        inside.importScripts(url).then(() => {
          this.inside = inside;
          this.waiting.forEach(data => this.postMessage(data));
        });
      }, { once: true });
      frame.srcdoc = '<!doctype html><title>search</title>';
      document.documentElement.append(frame);
    }

    postMessage(data) {
      if (this.inside) this.inside.dispatchEvent(new MessageEvent('message', { data }));
      else this.waiting.push(data);
    }
  };
}
